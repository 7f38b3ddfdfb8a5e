using System.Collections.Concurrent;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.GraphQL.Validation;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>A document read and validated once, with the plans made of it so far.</summary>
internal sealed class PreparedDocument
{
    private const int MaxPlans = 64;
    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
    private readonly Schema _schema;
    private readonly IReadOnlyList<string> _conditions = [];
    private readonly ConcurrentDictionary<OperationNode, long> _complexities = [];

    private PreparedDocument(Schema schema, DocumentNode? document, IReadOnlyList<GraphQLError> errors)
    {
        _schema = schema;
        Document = document;
        Errors = errors;
        if (errors.Count > 0) return;
        _conditions = Conditions.Variables(document!);
        Shape = new DocumentShape(document!);
    }

    public DocumentNode? Document { get; }

    /// <summary>What the limits ask of it; only for documents without errors.</summary>
    public DocumentShape Shape { get; } = null!;

    /// <summary>Why it cannot be run.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedDocument Of(Schema schema, string text, ParserOptions limits)
    {
        var parsed = Parser.Parse(text, limits);
        return parsed.IsDocument
            ? new PreparedDocument(schema, parsed.Document, Validator.Validate(schema, parsed.Document))
            : new PreparedDocument(schema, null, [new GraphQLError(parsed.Error, ErrorCodes.Syntax) { Locations = [parsed.Location] }]);
    }

    /// <summary>The operation of a name, or the only one; null and why not.</summary>
    public OperationNode? Operation(string? name, out GraphQLError? error)
    {
        error = null;
        OperationNode? found = null;
        foreach (var definition in Document!.Definitions)
        {
            if (definition is not OperationNode operation) continue;
            if (name is null && found is not null)
            {
                error = new GraphQLError("Must provide operation name if query contains multiple operations.", ErrorCodes.Operation);
                return null;
            }
            if (name is null || operation.Name?.Value == name) found = operation;
        }
        if (found is null) error = new GraphQLError(name is null ? "Must provide an operation." : $"Unknown operation named \"{name}\".", ErrorCodes.Operation);
        return found;
    }

    /// <summary>Fields an operation may answer; counted once if no variable can change it.</summary>
    public long Complexity(OperationNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        if (_complexities.TryGetValue(operation, out var known)) return known;
        var counter = new ComplexityCounter(_schema, Document!, variables);
        var count = counter.Count(operation);
        if (!counter.Varies) _complexities[operation] = count;
        return count;
    }

    /// <summary>The plan of an operation for these variables; plans differ by what @skip and @include say.</summary>
    public OperationPlan Plan(OperationNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        var key = _conditions.Count == 0 ? operation.Name?.Value ?? "" : Key(operation, variables);
        if (_plans.TryGetValue(key, out var plan)) return plan;
        var conditions = _conditions.ToDictionary(c => c, c => variables.GetValueOrDefault(c) is true, StringComparer.Ordinal);
        var compiler = new PlanCompiler(_schema, Document!, conditions);
        var root = compiler.Compile(_schema.Root(operation.Kind)!, [operation.SelectionSet]);
        plan = new OperationPlan(operation, Document!, root);
        if (_plans.Count < MaxPlans) _plans.TryAdd(key, plan);
        return plan;
    }

    private string Key(OperationNode operation, IReadOnlyDictionary<string, object?> variables) =>
        string.Concat(operation.Name?.Value ?? "", "?", string.Concat(_conditions.Select(c => variables.GetValueOrDefault(c) is true ? '1' : '0')));
}
