using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Fields that share a response name are the same field (5.3.2). Pairs of fragments are compared once.</summary>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule(context)
{
    private readonly FieldSets _sets = new(context);
    private readonly Dictionary<(string, string), bool> _comparedFragments = [];
    private readonly Dictionary<(FieldSet, string), bool> _comparedSpreads = [];
    private bool _inline;

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is SelectionSetNode set)
        {
            if (!_inline && !(set.Selections.Count <= 1 && set.Selections[0] is not InlineFragmentNode))
                foreach (var conflict in Within(_sets.Of(scope.Parent, set))) Report(conflict);
            _inline = false;
        }
        else if (node is InlineFragmentNode) _inline = true;
    }

    private void Report(FieldConflict conflict) => Context.Report(
        $"Fields \"{conflict.Name}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
        conflict.Left.Concat(conflict.Right));

    private List<FieldConflict> Within(FieldSet set)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var (name, fields) in set.Fields)
            for (var i = 0; i < fields.Count; i++)
                for (var j = i + 1; j < fields.Count; j++) Compare(conflicts, false, name, fields[i], fields[j]);
        for (var i = 0; i < set.Spreads.Count; i++)
        {
            FieldsWithFragment(conflicts, false, set, set.Spreads[i]);
            for (var j = i + 1; j < set.Spreads.Count; j++) Fragments(conflicts, false, set.Spreads[i], set.Spreads[j]);
        }
        return conflicts;
    }

    private void FieldsWithFragment(List<FieldConflict> conflicts, bool exclusive, FieldSet set, string name)
    {
        if (set.Fields.Count == 0 || (_comparedSpreads.TryGetValue((set, name), out var before) && (!before || exclusive))) return;
        _comparedSpreads[(set, name)] = exclusive;
        if (_sets.OfFragment(name) is not { } other || ReferenceEquals(set, other)) return;
        Between(conflicts, exclusive, set, other);
        foreach (var next in other.Spreads) FieldsWithFragment(conflicts, exclusive, set, next);
    }

    private void Fragments(List<FieldConflict> conflicts, bool exclusive, string a, string b)
    {
        if (a == b) return;
        var key = string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
        if (_comparedFragments.TryGetValue(key, out var before) && (exclusive || !before)) return;
        _comparedFragments[key] = exclusive;
        if (_sets.OfFragment(a) is not { } left || _sets.OfFragment(b) is not { } right) return;
        Between(conflicts, exclusive, left, right);
        foreach (var next in right.Spreads) Fragments(conflicts, exclusive, a, next);
        foreach (var next in left.Spreads) Fragments(conflicts, exclusive, next, b);
    }

    private void Between(List<FieldConflict> conflicts, bool exclusive, FieldSet left, FieldSet right)
    {
        foreach (var (name, fields) in left.Fields)
        {
            if (!right.Fields.TryGetValue(name, out var others)) continue;
            foreach (var field in fields)
                foreach (var other in others) Compare(conflicts, exclusive, name, field, other);
        }
    }

    private void Compare(List<FieldConflict> conflicts, bool parentsExclusive, string name, FieldUse a, FieldUse b)
    {
        if (Context.IsFull) return;
        var exclusive = parentsExclusive || (a.Parent is ObjectType && b.Parent is ObjectType && !ReferenceEquals(a.Parent, b.Parent));
        var reason = (exclusive ? null : FieldUse.Difference(a.Node, b.Node)) ?? FieldUse.TypeDifference(a.Definition?.Type, b.Definition?.Type);
        if (reason is not null) conflicts.Add(new FieldConflict(name, reason, [a.Node], [b.Node]));
        else if (a.Node.SelectionSet is { } left && b.Node.SelectionSet is { } right)
        {
            var inner = SubSelections(exclusive, _sets.Of(a.Type, left), _sets.Of(b.Type, right));
            if (inner.Count > 0) conflicts.Add(FieldConflict.Of(name, inner, a.Node, b.Node));
        }
    }

    private List<FieldConflict> SubSelections(bool exclusive, FieldSet left, FieldSet right)
    {
        var conflicts = new List<FieldConflict>();
        Between(conflicts, exclusive, left, right);
        foreach (var spread in right.Spreads) FieldsWithFragment(conflicts, exclusive, left, spread);
        foreach (var spread in left.Spreads) FieldsWithFragment(conflicts, exclusive, right, spread);
        foreach (var a in left.Spreads)
            foreach (var b in right.Spreads) Fragments(conflicts, exclusive, a, b);
        return conflicts;
    }
}
