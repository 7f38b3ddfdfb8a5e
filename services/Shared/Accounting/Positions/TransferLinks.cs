namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Links between entries. An entry is part of one transfer at most: of rival links the highest rank holds, then the lower keys.</summary>
internal sealed class TransferLinks
{
    private readonly HashSet<TransferLink> told = [];
    private readonly Dictionary<EntryKey, TransferLink> holding = [];

    /// <summary>Every link that was told and not taken back.</summary>
    public IReadOnlyCollection<TransferLink> Told => told;

    public EntryKey? PartnerOf(EntryKey key) => holding.TryGetValue(key, out var link) ? (link.Left == key ? link.Arrived : link.Left) : null;

    public EntryKey? LeftOf(EntryKey key) => holding.TryGetValue(key, out var link) ? link.Left : null;

    /// <summary>Returns every entry whose partner may have changed.</summary>
    public IReadOnlyCollection<EntryKey> Add(TransferLink link)
    {
        if (!told.Add(link)) return [];
        if (holding.ContainsKey(link.Left) || holding.ContainsKey(link.Arrived)) return Decide();
        holding[link.Left] = link;
        holding[link.Arrived] = link;
        return [link.Left, link.Arrived];
    }

    /// <inheritdoc cref="Add"/>
    public IReadOnlyCollection<EntryKey> Remove(TransferLink link) => told.Remove(link) ? Decide() : [];

    private HashSet<EntryKey> Decide()
    {
        var touched = holding.Keys.ToHashSet();
        holding.Clear();
        foreach (var link in told.OrderByDescending(l => l.Rank).ThenBy(l => l.Left).ThenBy(l => l.Arrived))
        {
            if (holding.ContainsKey(link.Left) || holding.ContainsKey(link.Arrived)) continue;
            holding[link.Left] = link;
            holding[link.Arrived] = link;
        }

        touched.UnionWith(holding.Keys);
        return touched;
    }
}
