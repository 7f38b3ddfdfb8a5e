using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>
/// Follows what each asset in each account earned from point to point: its worth then, less its worth before, less what was moved into it. What a trade gave for what it took is moved, at one worth for both,
/// so that the parts add up to what the whole earned; rewards and fees are moved from nowhere and are earned. Pure.
/// </summary>
/// <param name="held">Balances at the first point.</param>
/// <param name="priceOf">In the currency of the series; null when nobody knew.</param>
/// <param name="currency">Of the series.</param>
internal sealed class PartFold(IReadOnlyDictionary<PoolKey, Quantity> held, Func<AssetId, DateTimeOffset, double?> priceOf, AssetId currency)
{
    private readonly Dictionary<PoolKey, Quantity> _balances = held.ToDictionary();
    private readonly Dictionary<PoolKey, double> _moved = [];
    private readonly List<Dictionary<PoolKey, double>> _periods = [];
    private Dictionary<PoolKey, double>? _worth;

    /// <summary>What each part earned in each period between two points.</summary>
    public IReadOnlyList<IReadOnlyDictionary<PoolKey, double>> Periods => _periods;

    /// <summary>What the whole was worth at the last point.</summary>
    public double Worth => _worth?.Values.Sum() ?? 0;

    /// <summary>An entry between the last point and the next one.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="point">The next point.</param>
    public void Take(BookEntry entry, DateTimeOffset point)
    {
        for (var i = 0; i < entry.Assets.Length; i++)
        {
            var pool = new PoolKey(entry.Key.Account, entry.Assets[i]);
            _balances[pool] = _balances.GetValueOrDefault(pool) + entry.Fact.Legs[i].Amount;
            if (PastSeries.IsFlow(entry) && entry.Fact.Legs[i].Role == LegRole.Principal && (priceOf(pool.Asset, point) ?? PastSeries.Fact(entry, pool.Asset, currency)) is { } price)
                Move(pool, entry.Fact.Legs[i].Amount.ToDouble() * price);
        }

        if (!PastSeries.IsFlow(entry)) Exchange(entry, point);
    }

    /// <summary>The point is reached: a period ends.</summary>
    public void Close(DateTimeOffset point)
    {
        var worth = _balances.Where(b => !b.Value.IsZero && priceOf(b.Key.Asset, point) is not null).ToDictionary(b => b.Key, b => b.Value.ToDouble() * priceOf(b.Key.Asset, point)!.Value);
        if (_worth is { } before) _periods.Add(worth.Keys.Union(before.Keys).Union(_moved.Keys).ToDictionary(p => p, p => worth.GetValueOrDefault(p) - before.GetValueOrDefault(p) - _moved.GetValueOrDefault(p)));
        _moved.Clear();
        _worth = worth;
    }

    private void Exchange(BookEntry entry, DateTimeOffset point)
    {
        var legs = Enumerable.Range(0, entry.Assets.Length).Where(i => entry.Fact.Legs[i].Role == LegRole.Principal && !entry.Fact.Legs[i].Amount.IsZero)
            .Select(i => (Pool: new PoolKey(entry.Key.Account, entry.Assets[i]), Worth: WorthOf(entry, i, point), Got: entry.Fact.Legs[i].Amount.Sign > 0)).ToArray();
        var (got, given) = (legs.Where(l => l.Got).ToArray(), legs.Where(l => !l.Got).ToArray());
        if (got.Length == 0 || given.Length == 0) return;
        double? Sum((PoolKey, double? Worth, bool)[] side) => side.Any(l => l.Worth is null) ? null : side.Sum(l => l.Worth!.Value);
        var first = got.Any(l => l.Pool.Asset == currency) ? got : given; // What was paid or fetched in money is sure.
        if ((Sum(first) ?? Sum(first == got ? given : got)) is not { } value) return;
        foreach (var side in (IReadOnlyList<(PoolKey Pool, double? Worth, bool Got)[]>)[got, given])
            foreach (var (pool, worth, isGot) in side) Move(pool, (isGot ? value : -value) * (Sum(side) is > 0 and { } all ? worth!.Value / all : 1.0 / side.Length));
    }

    /// <summary>What a leg was worth when it moved, whichever way.</summary>
    private double? WorthOf(BookEntry entry, int leg, DateTimeOffset point) =>
        Math.Abs(entry.Fact.Legs[leg].Amount.ToDouble()) * (PastSeries.Fact(entry, entry.Assets[leg], currency) ?? priceOf(entry.Assets[leg], point));

    private void Move(PoolKey pool, double worth) => _moved[pool] = _moved.GetValueOrDefault(pool) + worth;
}
