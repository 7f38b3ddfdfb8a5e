using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// What <see cref="LotBook"/> does for plain purchases and sales, in integers of 1e-8: same rows, same sums, far less memory and time.
/// A row is kept as who met whom over which units; its amounts are computed exactly when it is read. Events it cannot hold are refused
/// (<see cref="TryApply"/>), and the caller hands everything to a <see cref="LotBook"/> by <see cref="Events"/>.
/// </summary>
public sealed partial class CompactBook(LotMethod method, LotScope scope)
{
    private const int Digits = 8;
    private const int None = -1;
    private const int RecentKeys = 256;

    private readonly Dictionary<(string Wallet, AssetId Asset), int> _keys = [];
    private readonly List<PoolState> _pools = [];
    private readonly string _rule = method.ToString().ToLowerInvariant();
    private readonly Pages<Fact> _facts = new();
    private readonly Pages<Match> _matches = new();
    private readonly Chunks<Part> _parts = new();
    private readonly Chunks<Ranked> _ranked = new();
    private readonly (string Wallet, string Asset, int Pool)[] _recent = new (string, string, int)[RecentKeys];

    /// <summary>Number of events taken.</summary>
    public int Count => _facts.Count;

    /// <summary>Sales of more than was held.</summary>
    public IReadOnlyList<LotShortfall> Shortfalls => [.. Enumerable.Range(0, _matches.Count).Where(i => _matches[i].Lot == None).Select(Shortfall)];

    /// <summary>Whether a method can be kept this way.</summary>
    public static bool Supports(LotMethod method) => method is LotMethod.Fifo or LotMethod.Lifo or LotMethod.Hifo or LotMethod.Lofo;

    /// <summary>Takes the next event, unless it is no plain purchase or sale, or its numbers need more than 8 fractional digits or 18 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryApply(in LotEvent e)
    {
        if (e.Detail is not null || e.Kind is not (LotEventKind.Buy or LotEventKind.Sell or LotEventKind.Income)) return false;
        if (!TryInteger(e.Units, out var units) || !TryInteger(e.UnitPrice, out var price) || !TryInteger(e.Fee, out var fee)) return false;
        Apply(new Fact { Ticks = e.Time.UtcTicks, Id = e.Id, Units = units, Price = price, Fee = fee, Pool = Pool(e.Wallet, e.Asset), Kind = e.Kind });
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(in Fact fact)
    {
        var place = Count;
        _facts.Add() = fact;
        var open = CollectionsMarshal.AsSpan(_pools)[fact.Pool].Open;
        if (fact.Kind == LotEventKind.Sell) open.Sell(this, place, fact.Units);
        else open.Add(fact.Units, place, fact.Price);
    }

    // What is left of each lot; zero for sales.
    private long[] Left()
    {
        var left = new long[Count];
        for (var i = 0; i < left.Length; i++)
            if (_facts[i].Kind != LotEventKind.Sell) left[i] = _facts[i].Units;
        for (var i = 0; i < _matches.Count; i++)
            if (_matches[i] is { Lot: not None } match) left[match.Lot] = match.LeftBefore - match.Units;
        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Pool(string wallet, AssetId asset)
    {
        // Callers hold each name once, so that most keys are found again by reference.
        ref var recent = ref _recent[Slot(wallet, asset.Value)];
        if (ReferenceEquals(wallet, recent.Wallet) && ReferenceEquals(asset.Value, recent.Asset)) return recent.Pool;
        ref var pool = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, (wallet, asset), out var known);
        if (!known)
        {
            // Under universal scope the wallets of an asset share their open lots.
            var shared = scope == LotScope.Universal ? _pools.FindIndex(p => p.Asset == asset) : None;
            pool = _pools.Count;
            _pools.Add(new PoolState(wallet, asset, shared >= 0 ? _pools[shared].Open : OpenLots.Of(method, this)));
        }

        recent = (wallet, asset.Value, pool);
        return pool;
    }

    private static int Slot(string wallet, string asset)
    {
        var slot = (wallet.Length * 5) + (asset.Length * 3);
        if (asset.Length > 1) slot += (asset[^1] * 7) + (asset[^2] * 37);
        if (wallet.Length > 0) slot += wallet[^1] * 131;
        return slot & (RecentKeys - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryInteger(Quantity value, out long integer)
    {
        integer = 0;
        if (!value.TryToDecimal(out var number) || number.Scale > Digits) return false;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var magnitude = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        var missing = Digits - number.Scale;
        if (bits[2] != 0 || magnitude > Largest[missing]) return false;
        integer = (long)(magnitude * Factors[missing]);
        if (bits[3] < 0) integer = -integer;
        return true;
    }

    private static ReadOnlySpan<ulong> Factors => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    // What may be multiplied by the factor of the same place and stay within 18 digits.
    private static ReadOnlySpan<ulong> Largest =>
        [999_999_999_999_999_999, 99_999_999_999_999_999, 9_999_999_999_999_999, 999_999_999_999_999, 99_999_999_999_999, 9_999_999_999_999, 999_999_999_999, 99_999_999_999, 9_999_999_999];

    private static Quantity Number(long integer) => new decimal((int)Math.Abs(integer), (int)(Math.Abs(integer) >> 32), 0, integer < 0, Digits);

    // Matching writes it and does not read it again: what it reads stands in the order of open lots.
    [StructLayout(LayoutKind.Auto)]
    private struct Fact
    {
        public long Ticks;
        public long Id;
        public long Units;
        public long Price;
        public long Fee;
        public int Pool;
        public LotEventKind Kind;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Match
    {
        public int Sale;
        public int Lot;
        public long Units;
        public long LeftBefore;
        public long SoldBefore;
    }

    private readonly record struct PoolState(string Wallet, AssetId Asset, OpenLots Open);
}
