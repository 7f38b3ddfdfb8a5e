using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>A portfolio at a past pair. Pure.</summary>
/// <param name="Pair">When.</param>
/// <param name="Known">What was known.</param>
/// <param name="Node">The portfolio as it was.</param>
/// <param name="Pools">Its accounts' pools, in order.</param>
/// <param name="Prices">In dollars, of what was held.</param>
internal sealed record PastPortfolio(PastPair Pair, Knowledge Known, PortfolioNode Node, IReadOnlyList<KeyValuePair<PoolKey, PoolState>> Pools, IReadOnlyDictionary<AssetId, PastPrice> Prices)
{
    /// <summary>The instant it is valued at: nothing is worth anything after the last moment something was known of.</summary>
    public DateTimeOffset PricedAt => Pair.AsOf < Pair.KnownAt ? Pair.AsOf : Pair.KnownAt;

    /// <summary>For one, in its currency; null when nobody knew.</summary>
    public Quantity? PriceOf(AssetId asset)
    {
        if (asset == Node.Currency) return Quantity.One;
        if (!Prices.TryGetValue(asset, out var price) || !Prices.TryGetValue(Node.Currency, out var unit) || unit.Usd.Sign <= 0) return null;
        return Node.Currency == PriceQuestion.Dollar ? price.Usd : price.Usd.Divide(unit.Usd, 18);
    }

    /// <summary>What an amount was worth; null when it had no price.</summary>
    public Quantity? ValueOf(AssetId asset, Quantity amount) =>
        amount.IsZero ? Quantity.Zero : amount.TryToDecimal(out _) && PriceOf(asset) is { } price ? amount * price : null;

    /// <summary>What it held of each asset.</summary>
    public IEnumerable<(AssetId Asset, PoolState Pool, AccountId[] Accounts)> Holdings() => Pools.GroupBy(p => p.Key.Asset)
        .Select(g => (g.Key, g.Aggregate(PoolState.Empty, (sum, p) => sum.Plus(p.Value)), g.Where(p => !p.Value.Balance.IsZero).Select(p => p.Key.Account).OrderBy(a => a.Value).ToArray()))
        .Where(h => h.Item3.Length > 0);

    /// <summary>What is known of its worth; null when something was held and nothing of it had a price.</summary>
    public Quantity? Value()
    {
        var values = Holdings().Select(h => ValueOf(h.Asset, h.Pool.Balance)).ToArray();
        return values.Length > 0 && values.All(v => v is null) ? null : values.Aggregate(Quantity.Zero, (sum, v) => sum + (v ?? Quantity.Zero));
    }
}
