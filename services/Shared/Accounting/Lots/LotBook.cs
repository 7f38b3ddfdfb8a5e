using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// Matches disposals with lots, over all wallets together or wallet by wallet. Pure: the same events give the same book.
/// Feed events in their order (<see cref="LotEvent.CompareTo"/>); an event before the last one fed throws, because matches would differ.
/// </summary>
/// <param name="method">What disposals take first.</param>
/// <param name="scope">Which units they may take.</param>
/// <param name="walletSwitch">From when on lots are kept wallet by wallet, where that changes by date.</param>
/// <param name="transfers">What transfers and conversions take first: first in, first out and the like; as disposals do when null.</param>
public sealed partial class LotBook(LotMethod method, LotScope scope, WalletSwitch? walletSwitch = null, LotMethod? transfers = null)
{
    private readonly Dictionary<(string Wallet, AssetId Asset), LotPool> _pools = [];
    private readonly List<MatchedPiece> _pieces = [];
    private readonly List<LotShortfall> _shortfalls = [];
    private readonly List<LotNote> _notes = [];
    private readonly List<LotRemoval> _removals = [];
    private (DateTimeOffset Time, long Id) _last = (DateTimeOffset.MinValue, long.MinValue);
    private readonly List<(Func<string, AssetId, bool> Applies, LotMethod Method)> _elections = [];
    private LotScope _scope = walletSwitch is null ? scope : LotScope.Universal;

    /// <summary>One row per matched part, in order of disposal.</summary>
    public IReadOnlyList<MatchedPiece> Pieces => _pieces;

    /// <summary>Disposals and transfers of more than was held, each naming its first bad entry.</summary>
    public IReadOnlyList<LotShortfall> Shortfalls => _shortfalls;

    /// <summary>Wishes that were refused, with the reason.</summary>
    public IReadOnlyList<LotNote> Notes => _notes;

    /// <summary>Units that left without a disposal.</summary>
    public IReadOnlyList<LotRemoval> Removals => _removals;

    /// <summary>What is still held, by scope and asset.</summary>
    public IEnumerable<(string Wallet, AssetId Asset, IReadOnlyList<OpenLot> Lots)> Open() =>
        _pools.OrderBy(p => p.Key.Asset).ThenBy(p => p.Key.Wallet, StringComparer.Ordinal).Select(p => (p.Key.Wallet, p.Key.Asset, p.Value.Open));

    /// <summary>Applies the next event.</summary>
    /// <exception cref="InvalidOperationException">The event comes before one already applied.</exception>
    public void Apply(in LotEvent e)
    {
        if ((e.Time, e.Id).CompareTo(_last) < 0) throw new InvalidOperationException($"Event {e.Id} comes before event {_last.Id}, which is already matched.");
        _last = (e.Time, e.Id);
        if (walletSwitch is not null) TrackWallets(walletSwitch, e);
        var pool = Pool(e.Wallet, e.Asset);
        switch (e.Kind)
        {
            case LotEventKind.Buy or LotEventKind.Income:
                pool.Acquire(NewLot(e));
                break;
            case LotEventKind.Sell:
                Note(e, pool.Dispose(new Disposal(e.Id, e.Asset, e.Time, e.Units, e.UnitPrice, e.Fee, e.Wallet, Identified(e)), _pieces));
                break;
            case LotEventKind.Transfer:
                Move(e, pool);
                break;
            case LotEventKind.Remove:
                Remove(e, pool);
                break;
            default:
                Convert(e, pool);
                break;
        }
    }

    /// <summary>From the next event on, disposals follow another method (a standing order, or an election for a later year). What is matched stays as it is.</summary>
    /// <param name="next">The method.</param>
    /// <param name="applies">For which wallet and asset; for all without it. Where lots are universal the wallet is empty. The last election that applies holds.</param>
    public void ChangeMethod(LotMethod next, Func<string, AssetId, bool>? applies = null)
    {
        _elections.Add((applies ?? ((_, _) => true), next));
        foreach (var key in _pools.Keys.Where(k => applies?.Invoke(k.Wallet, k.Asset) ?? true).ToArray())
        {
            var pool = LotPool.Of(next, transfers);
            foreach (var lot in _pools[key].Withdraw(_pools[key].Units).Moved) pool.Acquire(lot);
            _pools[key] = pool;
        }
    }

    private static Lot NewLot(in LotEvent e)
    {
        if (e.Detail is not { } detail) return Lot.AtUnitCost(e.Id, e.Time, e.Units, e.UnitPrice, e.Fee);
        if (detail.IsUnknown) return Lot.AtUnitCost(e.Id, e.Time, e.Units, Quantity.Zero, e.Fee, BasisState.Unknown);
        var acquired = detail.Acquired ?? e.Time;
        var lot = detail.Value is { } value ? Lot.AtCost(e.Id, acquired, e.Units, value, e.Fee) : Lot.AtUnitCost(e.Id, acquired, e.Units, e.UnitPrice, e.Fee);
        return detail.LossUnitCost is { } lossCost ? lot.WithLossBasis(lossCost) : lot;
    }

    private IReadOnlyList<IdentifiedUnits>? Identified(in LotEvent e)
    {
        if (e.Detail?.Identification is not { } identification) return null;
        if (MethodOf(KeyOf(e.Wallet), e.Asset) is var current && current != LotMethod.Specific)
            return Refuse(e, "identification-not-used", $"The method is {current}; an identification counts only under specific identification.");
        return identification.At <= e.Time
            ? identification.Units
            : Refuse(e, "late-identification", "The units were identified after the sale; first in, first out was used.");
    }

    private IReadOnlyList<IdentifiedUnits>? Refuse(in LotEvent e, string code, string reason)
    {
        _notes.Add(new LotNote(e.Id, e.Time, e.Wallet, e.Asset, code, reason));
        return null;
    }

    private void Move(in LotEvent e, LotPool from)
    {
        var to = Pool(e.ToWallet ?? throw new InvalidOperationException($"Transfer {e.Id} names no receiving wallet."), e.Asset);
        if (ReferenceEquals(from, to)) return;
        var (moved, shortBy) = from.Move(e.Units);
        foreach (var lot in moved) to.Acquire(lot);
        if (shortBy.Sign > 0) to.Acquire(Lot.AtUnitCost(e.Id, e.Time, shortBy, Quantity.Zero, Quantity.Zero, BasisState.Unknown));
        Note(e, shortBy);
    }

    private void Remove(in LotEvent e, LotPool from)
    {
        var (moved, shortBy) = from.Withdraw(e.Units);
        Quantity cost = Sum(moved, l => l.RemainingCost), fee = Sum(moved, l => l.RemainingFee);
        _removals.Add(new LotRemoval(e.Id, e.Time, e.Wallet, e.Asset, e.Units - shortBy, cost, fee, e.Detail?.Reason ?? "removed"));
        Note(e, shortBy);
    }

    private void Convert(in LotEvent e, LotPool from)
    {
        var detail = e.Detail ?? throw new InvalidOperationException($"Conversion {e.Id} names no result.");
        var to = Pool(e.ToWallet ?? e.Wallet, detail.ToAsset ?? e.Asset);
        var (moved, shortBy) = from.Move(e.Units);
        var left = detail.ToUnits;
        for (var i = 0; i < moved.Count; i++)
        {
            var units = i + 1 == moved.Count && shortBy.IsZero ? left : (moved[i].Remaining * detail.ToUnits).Divide(e.Units, Lot.ShareScale);
            left -= units;
            if (units.Sign > 0) to.Acquire(moved[i].As(units));
        }

        if (shortBy.Sign > 0 && left.Sign > 0) to.Acquire(Lot.AtUnitCost(e.Id, e.Time, left, Quantity.Zero, Quantity.Zero, BasisState.Unknown));
        Note(e, shortBy);
    }

    private void Note(in LotEvent e, Quantity shortBy)
    {
        if (shortBy.Sign > 0) _shortfalls.Add(new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, shortBy, e.Kind == LotEventKind.Transfer ? e.ToWallet : null));
    }

    private LotPool Pool(string wallet, AssetId asset)
    {
        var key = KeyOf(wallet);
        ref var pool = ref CollectionsMarshal.GetValueRefOrAddDefault(_pools, (key, asset), out _);
        return pool ??= LotPool.Of(MethodOf(key, asset), transfers);
    }

    private string KeyOf(string wallet) => _scope == LotScope.Universal ? "" : wallet;

    private LotMethod MethodOf(string key, AssetId asset)
    {
        for (var i = _elections.Count - 1; i >= 0; i--)
            if (_elections[i].Applies(key, asset)) return _elections[i].Method;
        return method;
    }

    private static Quantity Sum<T>(IEnumerable<T> items, Func<T, Quantity> value) => items.Aggregate(Quantity.Zero, (sum, item) => sum + value(item));
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
/// <param name="Short">How many of them were not held: by so much the pools of the asset hold more than its wallets do.</param>
/// <param name="ToWallet">The other wallet of the pair, when it was a transfer.</param>
public readonly record struct LotShortfall(long Event, DateTimeOffset Time, string Wallet, AssetId Asset, Quantity Units, Quantity Short, string? ToWallet = null);
