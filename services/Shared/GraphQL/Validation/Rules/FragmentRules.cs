using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Fragments have different names (5.5.1.1).</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is FragmentNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            Context.Report($"There can be only one fragment named \"{name}\".", _known[name.Value], name);
    }
}

/// <summary>Types a document names exist (5.5.1.2).</summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is NamedTypeNode named && Context.Schema.Type(named.Name.Value) is null) Context.Report($"Unknown type \"{named.Name}\".", node);
    }
}

/// <summary>Fragments are on types with fields (5.5.1.3).</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is InlineFragmentNode { TypeCondition: { } inline } && IsLeaf(inline))
            Context.Report($"Fragment cannot condition on non composite type \"{inline.Name}\".", inline);
        if (node is FragmentNode fragment && IsLeaf(fragment.TypeCondition))
            Context.Report($"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition.Name}\".", fragment.TypeCondition);
    }

    private bool IsLeaf(NamedTypeNode node) => Context.Schema.Type(node.Name.Value) is { } type and not CompositeType;
}

/// <summary>Every fragment is used (5.5.1.4).</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is not DocumentNode document) return;
        var used = document.Definitions.OfType<OperationNode>().SelectMany(Context.Reached).Select(f => f.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>().Where(f => !used.Contains(f.Name.Value)))
            Context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
    }
}

/// <summary>Spreads name fragments that exist (5.5.2.1).</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is FragmentSpreadNode spread && Context.Fragment(spread.Name.Value) is null) Context.Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
    }
}

/// <summary>Fragments do not spread themselves (5.5.2.2).</summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _path = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is FragmentNode fragment) Detect(fragment);
    }

    private void Detect(FragmentNode fragment)
    {
        if (!_visited.Add(fragment.Name.Value)) return;
        var spreads = Context.Spreads(fragment.SelectionSet);
        if (spreads.Count == 0) return;
        _indexes[fragment.Name.Value] = _path.Count;
        foreach (var spread in spreads)
        {
            _path.Add(spread);
            if (!_indexes.TryGetValue(spread.Name.Value, out var index))
            {
                if (Context.Fragment(spread.Name.Value) is { } next) Detect(next);
            }
            else Report(spread, [.. _path.Skip(index)]);
            _path.RemoveAt(_path.Count - 1);
        }
        _indexes.Remove(fragment.Name.Value);
    }

    private void Report(FragmentSpreadNode spread, FragmentSpreadNode[] cycle)
    {
        var via = string.Join(", ", cycle[..^1].Select(s => $"\"{s.Name}\""));
        Context.Report($"Cannot spread fragment \"{spread.Name}\" within itself{(via.Length > 0 ? $" via {via}" : "")}.", cycle);
    }
}

/// <summary>A fragment's type can apply where it is spread (5.5.2.3).</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is InlineFragmentNode && scope.Output is CompositeType inline && scope.Parent is { } outer && !Context.Schema.Overlap(inline, outer))
            Context.Report($"Fragment cannot be spread here as objects of type \"{outer}\" can never be of type \"{inline}\".", node);
        if (node is FragmentSpreadNode spread && Context.Fragment(spread.Name.Value) is { } fragment && scope.Parent is { } parent
            && Context.Schema.Type(fragment.TypeCondition.Name.Value) is CompositeType type && !Context.Schema.Overlap(type, parent))
            Context.Report($"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
    }
}
