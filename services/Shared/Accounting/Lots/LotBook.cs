using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// Matches disposals with lots, over all wallets together or wallet by wallet. Pure: the same events give the same book.
/// Feed events in their order (<see cref="LotEvent.CompareTo"/>); an event before the last one fed throws, because matches would differ.
/// </summary>
public sealed class LotBook(LotMethod method, LotScope scope)
{
    private readonly Dictionary<(string Wallet, AssetId Asset), LotPool> _pools = [];
    private readonly List<MatchedPiece> _pieces = [];
    private readonly List<LotShortfall> _shortfalls = [];
    private (DateTimeOffset Time, long Id) _last = (DateTimeOffset.MinValue, long.MinValue);

    /// <summary>One row per matched part, in order of disposal.</summary>
    public IReadOnlyList<MatchedPiece> Pieces => _pieces;

    /// <summary>Disposals and transfers of more than was held, each naming its first bad entry.</summary>
    public IReadOnlyList<LotShortfall> Shortfalls => _shortfalls;

    /// <summary>What is still held, by scope and asset.</summary>
    public IEnumerable<(string Wallet, AssetId Asset, IReadOnlyList<OpenLot> Lots)> Open() =>
        _pools.OrderBy(p => p.Key.Asset).ThenBy(p => p.Key.Wallet, StringComparer.Ordinal).Select(p => (p.Key.Wallet, p.Key.Asset, p.Value.Open));

    /// <summary>Applies the next event.</summary>
    /// <exception cref="InvalidOperationException">The event comes before one already applied.</exception>
    public void Apply(in LotEvent e)
    {
        if ((e.Time, e.Id).CompareTo(_last) < 0) throw new InvalidOperationException($"Event {e.Id} comes before event {_last.Id}, which is already matched.");
        _last = (e.Time, e.Id);
        var pool = Pool(e.Wallet, e.Asset);
        switch (e.Kind)
        {
            case LotEventKind.Buy or LotEventKind.Income:
                pool.Acquire(Lot.AtUnitCost(e.Id, e.Time, e.Units, e.UnitPrice, e.Fee));
                break;
            case LotEventKind.Sell:
                Note(e, pool.Dispose(new Disposal(e.Id, e.Asset, e.Time, e.Units, e.UnitPrice, e.Fee), _pieces));
                break;
            default:
                Move(e, pool);
                break;
        }
    }

    private void Move(in LotEvent e, LotPool from)
    {
        var to = Pool(e.ToWallet ?? throw new InvalidOperationException($"Transfer {e.Id} names no receiving wallet."), e.Asset);
        if (ReferenceEquals(from, to)) return;
        var (moved, shortBy) = from.Withdraw(e.Units);
        foreach (var lot in moved) to.Acquire(lot);
        if (shortBy.Sign > 0) to.Acquire(Lot.AtUnitCost(e.Id, e.Time, shortBy, Quantity.Zero, Quantity.Zero, BasisState.Unknown));
        Note(e, shortBy);
    }

    private void Note(in LotEvent e, Quantity shortBy)
    {
        if (shortBy.Sign > 0) _shortfalls.Add(new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, shortBy));
    }

    private LotPool Pool(string wallet, AssetId asset)
    {
        var key = (scope == LotScope.Universal ? "" : wallet, asset);
        ref var pool = ref CollectionsMarshal.GetValueRefOrAddDefault(_pools, key, out _);
        return pool ??= LotPool.Of(method);
    }
}

/// <summary>Which units a disposal may be matched with.</summary>
public enum LotScope
{
    /// <summary>Those of all wallets of the taxpayer.</summary>
    Universal,

    /// <summary>Those of the same wallet or account (United States from 2025-01-01, Germany).</summary>
    Wallet,
}

/// <summary>More left a pool than it held: some acquisition is missing.</summary>
/// <param name="Event">The first event that cannot be right.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Units">How many left.</param>
/// <param name="Short">How many of them were not held.</param>
public readonly record struct LotShortfall(long Event, DateTimeOffset Time, string Wallet, AssetId Asset, Quantity Units, Quantity Short);
