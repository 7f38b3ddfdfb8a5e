using System.Collections.Immutable;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>
/// The books of one tenant in one currency, kept incrementally: entries may come one at a time, in any order and any number of times;
/// the state is that of the ordered whole. Not thread-safe.
/// </summary>
public sealed class PositionBook
{
    private readonly Dictionary<EntryKey, AccountingEntry> entries = [];
    private readonly Dictionary<EntryKey, ImmutableArray<Movement>> applied = [];
    private readonly PoolGroups groups = new();
    private readonly HashSet<EntryKey> dirty = [];
    private readonly TransferLinks links = new();

    /// <summary>An empty book.</summary>
    public PositionBook()
    {
    }

    /// <summary>A book that begins with what an earlier one had before an instant. Entries before it are not in this book: whoever changes one needs the whole history.</summary>
    public PositionBook(BookOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        groups.Restore(origin.Groups);
        foreach (var link in origin.Links) links.Add(link);
    }

    /// <summary>The entries that hold, in no order.</summary>
    public IReadOnlyCollection<AccountingEntry> Entries => entries.Values;

    /// <summary>Every pool there is; call <see cref="Settle"/> first.</summary>
    public IEnumerable<KeyValuePair<PoolKey, PoolState>> Pools => groups.States.SelectMany(s => s.Pools);

    /// <summary>One pool; empty when nothing ever happened there.</summary>
    public PoolState this[PoolKey key] => groups.Find(key.Asset)?.State.Pools.GetValueOrDefault(key) ?? PoolState.Empty;

    /// <summary>The entry that holds for a key, if any.</summary>
    public AccountingEntry? Find(EntryKey key) => entries.GetValueOrDefault(key);

    /// <summary>Takes an entry, unless what is held ranks as high or higher. Returns whether anything changed. The same rank with other prices replaces.</summary>
    public bool Put(AccountingEntry entry)
    {
        if (entries.TryGetValue(entry.Key, out var held) && (held.Rank.CompareTo(entry.Rank) > 0 || held == entry)) return false;
        entries[entry.Key] = entry;
        dirty.Add(entry.Key);
        return true;
    }

    /// <summary>Joins two entries to one transfer; they may come later.</summary>
    public void Link(TransferLink link) => dirty.UnionWith(links.Add(link));

    /// <summary>Takes a link back.</summary>
    public void Unlink(TransferLink link) => dirty.UnionWith(links.Remove(link));

    /// <summary>Folds everything that came since the last call. Returns the pools that may have changed.</summary>
    public IReadOnlyCollection<PoolKey> Settle()
    {
        if (dirty.Count == 0) return [];
        foreach (var key in dirty.ToArray())
            if (links.PartnerOf(key) is { } partner)
                dirty.Add(partner);
        foreach (var key in dirty) Replace(key);
        dirty.Clear();
        return groups.Settle();
    }

    /// <summary>What happened in every pool from an instant on; call <see cref="Settle"/> first.</summary>
    public IReadOnlyDictionary<PoolKey, PoolChange> Since(DateTimeOffset time)
    {
        var changes = new Dictionary<PoolKey, PoolChange>();
        foreach (var group in groups.All) group.CollectSince(time, changes);
        return changes;
    }

    /// <summary>
    /// Everything before an instant as state instead of entries; call <see cref="Settle"/> first. A transfer is never cut in two: where one spans the instant, the instant moves before it.
    /// </summary>
    public BookOrigin Before(DateTimeOffset time)
    {
        var spans = links.Told.Where(l => links.PartnerOf(l.Left) == l.Arrived).Select(Span).OfType<(DateTimeOffset First, DateTimeOffset Last)>().OrderByDescending(s => s.Last);
        foreach (var (first, last) in spans)
            if (first < time && last >= time) time = first;
        return new BookOrigin(time, [.. groups.All.Select(g => g.At(time))], [.. links.Told]);
    }

    /// <summary>Whether an entry is one side of a transfer the other side of which is not in this book.</summary>
    public bool IsHalf(EntryKey key) => links.PartnerOf(key) is { } partner && !entries.ContainsKey(partner);

    private (DateTimeOffset First, DateTimeOffset Last)? Span(TransferLink link) =>
        !entries.TryGetValue(link.Left, out var left) || !entries.TryGetValue(link.Arrived, out var arrived) ? null
        : left.Time <= arrived.Time ? (left.Time, arrived.Time) : (arrived.Time, left.Time);

    private void Replace(EntryKey key)
    {
        if (!entries.TryGetValue(key, out var entry)) return;
        var next = EntryMovements.Of(entry, PartnerOf(entry));
        groups.Change(applied.GetValueOrDefault(key, []), next);
        applied[key] = next;
    }

    private AccountingEntry? PartnerOf(AccountingEntry entry)
    {
        if (links.PartnerOf(entry.Key) is not { } key || !entries.TryGetValue(key, out var partner)) return null;
        var (left, arrived) = links.LeftOf(entry.Key) == entry.Key ? (entry, partner) : (partner, entry);
        return TransferMovements.Fit(left, arrived) ? partner : null;
    }
}
