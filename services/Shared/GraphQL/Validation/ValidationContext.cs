using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>What rules share: the schema, the document's fragments, and the errors found.</summary>
internal sealed class ValidationContext
{
    private readonly Dictionary<string, FragmentNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<DefinitionNode, List<VariableUsage>> _usages = [];
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    private readonly Dictionary<OperationNode, List<FragmentNode>> _reached = [];
    private readonly int _maxErrors;

    public ValidationContext(Schema schema, DocumentNode document, int maxErrors)
    {
        Schema = schema;
        Document = document;
        _maxErrors = maxErrors;
        foreach (var fragment in document.Definitions.OfType<FragmentNode>()) _fragments[fragment.Name.Value] = fragment;
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>As many errors as are worth telling were found.</summary>
    public bool IsFull => Errors.Count >= _maxErrors;

    public void Report(string message, params IEnumerable<SyntaxNode> nodes)
    {
        if (IsFull) return;
        Errors.Add(new GraphQLError(message, ErrorCodes.Invalid) { Locations = [.. nodes.Select(n => SourceLocation.At(Document.Source.Span, n.Span.Start))] });
    }

    public FragmentNode? Fragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The spreads of a selection at any depth, fragments not followed.</summary>
    public List<FragmentSpreadNode> Spreads(SelectionSetNode set)
    {
        if (_spreads.TryGetValue(set, out var known)) return known;
        var spreads = new List<FragmentSpreadNode>();
        var open = new Stack<SelectionSetNode>([set]);
        while (open.TryPop(out var current))
        {
            foreach (var selection in current.Selections)
            {
                if (selection is FragmentSpreadNode spread) spreads.Add(spread);
                else if (((selection as FieldNode)?.SelectionSet ?? (selection as InlineFragmentNode)?.SelectionSet) is { } inner) open.Push(inner);
            }
        }
        return _spreads[set] = spreads;
    }

    /// <summary>The fragments an operation reaches.</summary>
    public List<FragmentNode> Reached(OperationNode operation)
    {
        if (_reached.TryGetValue(operation, out var known)) return known;
        var fragments = new List<FragmentNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var spread in Spreads(set))
            {
                if (!names.Add(spread.Name.Value) || Fragment(spread.Name.Value) is not { } fragment) continue;
                fragments.Add(fragment);
                open.Push(fragment.SelectionSet);
            }
        }
        return _reached[operation] = fragments;
    }

    /// <summary>The variables an operation uses, in it and in the fragments it reaches.</summary>
    public IEnumerable<VariableUsage> Usages(OperationNode operation) =>
        Reached(operation).Aggregate<FragmentNode, IEnumerable<VariableUsage>>(Own(operation), (all, fragment) => all.Concat(Own(fragment)));

    private List<VariableUsage> Own(DefinitionNode definition)
    {
        if (_usages.TryGetValue(definition, out var known)) return known;
        var collector = new VariableUsage.Collector();
        new Walker(Schema, collector).Walk(definition);
        return _usages[definition] = collector.Usages;
    }
}
