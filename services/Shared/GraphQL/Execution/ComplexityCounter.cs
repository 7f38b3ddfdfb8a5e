using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>How many fields an operation may answer at most: what is below a list counts once for each of its rows.</summary>
internal sealed class ComplexityCounter(Schema schema, DocumentNode document, IReadOnlyDictionary<string, object?> variables)
{
    private readonly Dictionary<string, FragmentNode> _fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(f => f.Name.Value, StringComparer.Ordinal);
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a variable said how many rows are asked for: then other variables may lead to another count.</summary>
    public bool Varies { get; private set; }

    public long Count(OperationNode operation) => Count(operation.SelectionSet, schema.Root(operation.Kind));

    private long Count(SelectionSetNode set, CompositeType? type)
    {
        long sum = 0;
        foreach (var selection in set.Selections) sum = Math.Min(sum + Count(selection, type), int.MaxValue);
        return sum;
    }

    private long Count(SelectionNode selection, CompositeType? type)
    {
        if (selection is FieldNode field) return type is null || schema.Field(type, field.Name.Value) is not { } definition ? 0 : Count(field, definition);
        if (selection is InlineFragmentNode inline) return Count(inline.SelectionSet, inline.TypeCondition is null ? type : Named(inline.TypeCondition));
        var name = ((FragmentSpreadNode)selection).Name.Value;
        if (!_known.TryGetValue(name, out var count)) _known[name] = count = Count(_fragments[name].SelectionSet, Named(_fragments[name].TypeCondition));
        return count;
    }

    private long Count(FieldNode field, FieldDefinition definition)
    {
        var below = field.SelectionSet is null ? 0 : Count(field.SelectionSet, definition.Type.Named as CompositeType);
        var rows = definition.Type.Nullable is ListType || Asked(field, definition) is not null ? Asked(field, definition) ?? definition.AssumedSize : 1;
        return Math.Min(definition.Cost + (rows * below), int.MaxValue);
    }

    private CompositeType? Named(NamedTypeNode node) => schema.Type(node.Name.Value) as CompositeType;

    /// <summary>The rows a caller asks for with first or last.</summary>
    private long? Asked(FieldNode field, FieldDefinition definition)
    {
        if (definition.Argument("first") is null && definition.Argument("last") is null) return null;
        var given = field.Arguments.FirstOrDefault(a => a.Name.Value is "first" or "last" && a.Value is not NullValueNode)?.Value;
        Varies |= given is VariableNode;
        var rows = given is VariableNode v ? variables.GetValueOrDefault(v.Name.Value) : given is IntValueNode i && int.TryParse(i.Text, out var literal) ? literal : null;
        return rows is int number ? Math.Max(0, number) : null;
    }
}
