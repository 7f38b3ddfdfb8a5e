using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>What the limits ask of a document, whatever its variables: nesting, aliases, and whether it asks for the schema.</summary>
internal sealed class DocumentShape
{
    private readonly Dictionary<string, FragmentNode> _fragments;
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public DocumentShape(DocumentNode document)
    {
        _fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(f => f.Name.Value, StringComparer.Ordinal);
        foreach (var fragment in _fragments.Values) DepthOf(fragment.Name.Value);
        Depth = document.Definitions.OfType<OperationNode>().Max(o => DepthOf(o.SelectionSet));
    }

    public int Depth { get; }

    public int Aliases { get; private set; }

    public bool AsksForSchema { get; private set; }

    private int DepthOf(string fragment)
    {
        if (_depths.TryGetValue(fragment, out var known)) return known;
        return _depths[fragment] = DepthOf(_fragments[fragment].SelectionSet);
    }

    private int DepthOf(SelectionSetNode set) => set.Selections.Max(DepthOf);

    private int DepthOf(SelectionNode selection)
    {
        if (selection is FragmentSpreadNode spread) return DepthOf(spread.Name.Value);
        if (selection is InlineFragmentNode inline) return DepthOf(inline.SelectionSet);
        var field = (FieldNode)selection;
        if (field.Alias is not null) Aliases++;
        AsksForSchema |= field.Name.Value is "__schema" or "__type";
        return 1 + (field.SelectionSet is null ? 0 : DepthOf(field.SelectionSet));
    }
}
