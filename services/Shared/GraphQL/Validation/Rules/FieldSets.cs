using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>A field of a selection and the type it is asked of.</summary>
internal sealed record FieldUse(CompositeType? Parent, FieldNode Node, FieldDefinition? Definition)
{
    public CompositeType? Type => Definition?.Type.Named as CompositeType;

    public static string? Difference(FieldNode a, FieldNode b)
    {
        if (a.Name.Value != b.Name.Value) return $"\"{a.Name}\" and \"{b.Name}\" are different fields";
        return SameArguments(a.Arguments, b.Arguments) ? null : "they have differing arguments";
    }

    public static string? TypeDifference(GraphType? a, GraphType? b) =>
        a is not null && b is not null && Conflict(a, b) ? $"they return conflicting types \"{a}\" and \"{b}\"" : null;

    private static bool SameArguments(IReadOnlyList<ArgumentNode> a, IReadOnlyList<ArgumentNode> b) =>
        a.Count == b.Count && a.All(x => b.LastOrDefault(y => y.Name.Value == x.Name.Value) is { } other && Canonical(x.Value) == Canonical(other.Value));

    /// <summary>The value as text, the fields of objects in order of their names.</summary>
    private static string Canonical(ValueNode value) => value switch
    {
        ObjectValueNode o => $"{{{string.Join(',', o.Fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal).Select(f => $"{f.Name}:{Canonical(f.Value)}"))}}}",
        ListValueNode l => $"[{string.Join(',', l.Values.Select(Canonical))}]",
        _ => Printer.Print(value),
    };

    private static bool Conflict(GraphType a, GraphType b) => (a, b) switch
    {
        (ListType x, ListType y) => Conflict(x.Inner, y.Inner),
        (ListType, _) or (_, ListType) => true,
        (NonNullType x, NonNullType y) => Conflict(x.Inner, y.Inner),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (a.IsLeaf || b.IsLeaf) && !ReferenceEquals(a, b),
    };
}

/// <summary>The fields of a selection by response name, and the fragments it spreads.</summary>
internal sealed class FieldSet
{
    public OrderedDictionary<string, List<FieldUse>> Fields { get; } = new(StringComparer.Ordinal);

    public List<string> Spreads { get; } = [];
}

/// <summary>Two fields, or two groups below them, that cannot be merged.</summary>
internal sealed record FieldConflict(string Name, string Reason, IReadOnlyList<FieldNode> Left, IReadOnlyList<FieldNode> Right)
{
    private const int MaxNodes = 20;
    private const int MaxReason = 1000;

    public static FieldConflict Of(string name, List<FieldConflict> inner, FieldNode a, FieldNode b)
    {
        var reason = string.Join(" and ", inner.Select(c => $"subfields \"{c.Name}\" conflict because {c.Reason}"));
        if (reason.Length > MaxReason) reason = reason[..MaxReason] + "...";
        return new FieldConflict(name, reason, [.. inner.SelectMany(c => c.Left).Prepend(a).Take(MaxNodes)], [.. inner.SelectMany(c => c.Right).Prepend(b).Take(MaxNodes)]);
    }
}

/// <summary>Collects field sets, each once.</summary>
internal sealed class FieldSets(ValidationContext context)
{
    private readonly Dictionary<(SelectionSetNode, CompositeType?), FieldSet> _known = [];

    public FieldSet Of(CompositeType? parent, SelectionSetNode node)
    {
        if (_known.TryGetValue((node, parent), out var known)) return known;
        var set = new FieldSet();
        Collect(set, parent, node);
        return _known[(node, parent)] = set;
    }

    public FieldSet? OfFragment(string name) =>
        context.Fragment(name) is { } fragment ? Of(context.Schema.Type(fragment.TypeCondition.Name.Value) as CompositeType, fragment.SelectionSet) : null;

    private void Collect(FieldSet set, CompositeType? parent, SelectionSetNode node)
    {
        foreach (var selection in node.Selections)
        {
            if (selection is FieldNode field)
            {
                if (!set.Fields.TryGetValue(field.ResponseName, out var uses)) set.Fields.Add(field.ResponseName, uses = []);
                uses.Add(new FieldUse(parent, field, parent?.Fields.GetValueOrDefault(field.Name.Value)));
            }
            else if (selection is InlineFragmentNode inline)
                Collect(set, inline.TypeCondition is null ? parent : context.Schema.Type(inline.TypeCondition.Name.Value) as CompositeType, inline.SelectionSet);
            else if (!set.Spreads.Contains(((FragmentSpreadNode)selection).Name.Value)) set.Spreads.Add(((FragmentSpreadNode)selection).Name.Value);
        }
    }
}
