using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>
/// Lots by one order, asset by asset, so that a late or changed event matches again only its own asset, from its date on: the rest is taken over from what was matched
/// the last time. Assets with transfers, swaps and other events that a compact book cannot hold are matched from their beginning; those that were converted into one another, together.
/// </summary>
/// <param name="choice">One order in one scope (<see cref="EngineChoice.HasOneOrder"/>).</param>
/// <param name="ids">The ids of the events.</param>
/// <param name="before">What was matched the last time by the same choice; null for the first time.</param>
internal sealed class RememberingLotEngine(EngineChoice choice, EventIds ids, LotMemory? before) : IDisposalEngine
{
    private readonly Dictionary<AssetId, (List<LotEvent> Events, List<int> Places)> _events = [];
    private readonly Dictionary<AssetId, AssetId> _joined = [];
    private readonly List<(AssetId Asset, long Event)> _order = [];
    private readonly LotMethod _method = choice.MethodOf(choice.Methods[0].Name);
    private int _count;

    /// <summary>What the next computation may take over; complete after <see cref="Result"/>.</summary>
    public LotMemory Memory { get; } = new(ids);

    public void Apply(in LotEvent e)
    {
        if (!_events.TryGetValue(e.Asset, out var own)) _events[e.Asset] = own = ([], []);
        own.Events.Add(e);
        own.Places.Add(_count++);
        if (e.Kind is not (LotEventKind.Buy or LotEventKind.Income) && (_order.Count == 0 || _order[^1] != (e.Asset, e.Id))) _order.Add((e.Asset, e.Id));
        if (e is { Kind: LotEventKind.Convert, Detail.ToAsset: { } to } && Root(to) is var root && root != Root(e.Asset)) _joined[root] = Root(e.Asset);
    }

    public TaxResult Result()
    {
        // An asset that something was converted into may have no event of its own.
        var parts = _events.Keys.GroupBy(Root).OrderBy(g => g.Key).Select(g => Part([.. g])).ToArray();
        return new TaxResult(
            new MergedRows(_order, [.. parts.Select(p => p.Rows)]),
            new PooledLots(parts.SelectMany(p => ((PooledLots)p.Lots).Pools).OrderBy(p => p.Asset).ThenBy(p => p.Wallet, StringComparer.Ordinal)),
            Merged(parts.SelectMany(p => p.Shortfalls), s => (s.Asset, s.Event)))
        {
            Notes = Merged(parts.SelectMany(p => p.Notes), n => (n.Asset, n.Event)),
            Removals = Merged(parts.SelectMany(p => p.Removals), r => (r.Asset, r.Event)),
        };
    }

    private TaxResult Part(AssetId[] assets)
    {
        if (assets.Length == 1 && Compact(assets[0]) is { } compact) return new TaxResult(compact.Pieces, new PooledLots(compact.Open()), compact.Shortfalls);
        var book = choice.Book(ids);
        foreach (var (e, _) in assets.SelectMany(a => _events[a].Events.Zip(_events[a].Places)).OrderBy(e => e.Second)) book.Apply(e);
        return new TaxResult(book.Pieces, new PooledLots(book.Open()), book.Shortfalls) { Notes = book.Notes, Removals = book.Removals };
    }

    private CompactBook? Compact(AssetId asset)
    {
        var events = _events[asset].Events;
        var updated = before?.Books.GetValueOrDefault(asset) is { } known
            ? known.Updated(events, (old, now) => before.Ids.IsSame(old, ids, now))
            : new CompactBook(_method, choice.Scope).Updated(events, (_, _) => false);
        if (updated is not { } book) return null;
        Memory.Keep(asset, book.Book, book.TakenOver);
        return book.Book;
    }

    private AssetId Root(AssetId asset)
    {
        while (_joined.TryGetValue(asset, out var next)) asset = next;
        return asset;
    }

    // Back in the order of all events, as one book would tell it.
    private T[] Merged<T>(IEnumerable<T> items, Func<T, (AssetId, long)> key)
    {
        var byEvent = items.ToLookup(key);
        return byEvent.Count == 0 ? [] : [.. _order.Distinct().SelectMany(o => byEvent[o])];
    }
}

/// <summary>What was matched the last time by one choice: a book for each asset that a compact one can hold.</summary>
/// <param name="ids">The ids of its events.</param>
internal sealed class LotMemory(EventIds ids)
{
    private readonly Dictionary<AssetId, CompactBook> _books = [];

    public EventIds Ids => ids;

    public IReadOnlyDictionary<AssetId, CompactBook> Books => _books;

    /// <summary>How many events were not matched again.</summary>
    public int TakenOver { get; private set; }

    public void Keep(AssetId asset, CompactBook book, int takenOver)
    {
        _books[asset] = book;
        TakenOver += takenOver;
    }
}
