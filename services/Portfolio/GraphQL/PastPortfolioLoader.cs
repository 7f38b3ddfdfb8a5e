using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Portfolios at past pairs, each read once a request.</summary>
internal sealed class PastPortfolioLoader(IBatchScheduler scheduler, PastPortfolios portfolios) : BatchDataLoader<(TenantId Tenant, Guid Portfolio, PastPair Pair), PastPortfolio>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio, PastPair Pair), PastPortfolio>> LoadBatchAsync(
        IReadOnlyList<(TenantId Tenant, Guid Portfolio, PastPair Pair)> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(TenantId, Guid, PastPair), PastPortfolio>();
        foreach (var key in keys)
            if (await portfolios.ReadAsync(key.Tenant, new(key.Portfolio), key.Pair, cancellationToken) is { } portfolio) found[key] = portfolio;
        return found;
    }
}

/// <summary>Past portfolios as the schema shows them.</summary>
internal static class PastItems
{
    public static IReadOnlyList<HoldingItem> Holdings(PastPortfolio past)
    {
        var total = past.Value();
        return [.. past.Holdings().Select(h => Holding(past, h, total)).OrderByDescending(h => h.Value ?? Quantity.Zero).ThenBy(h => h.AssetId, StringComparer.Ordinal)];
    }

    public static ValuationItem Valuation(PastPortfolio past)
    {
        var holdings = Holdings(past);
        Quantity Sum(Func<Accounting.Positions.PoolState, Quantity> of) => past.Pools.Aggregate(Quantity.Zero, (sum, p) => sum + of(p.Value));
        var unrealised = holdings.Count > 0 && holdings.All(h => h.Unrealised is null) ? (Quantity?)null : holdings.Aggregate(Quantity.Zero, (sum, h) => sum + (h.Unrealised ?? Quantity.Zero));
        return new ValuationItem(
            past.Known.Resolver.Describe(past.Node.Currency).Symbol.ToUpperInvariant(), past.Value(), null, null, Sum(p => p.Realised), unrealised, Sum(p => p.Income), Sum(p => p.Fees),
            holdings.Count(h => h.Value is null), holdings.Count(h => h.PriceState == "stale"), past.Pair.AsOf, !holdings.Any(h => h.Short), null);
    }

    private static HoldingItem Holding(PastPortfolio past, (AssetId Asset, Accounting.Positions.PoolState Pool, AccountId[] Accounts) holding, Quantity? total)
    {
        var (asset, pool, accounts) = holding;
        var (row, price, value) = (past.Known.Resolver.Describe(asset), past.PriceOf(asset), past.ValueOf(asset, pool.Balance));
        var fact = past.Prices.GetValueOrDefault(asset);
        var age = fact is null || price is null || asset == past.Node.Currency ? null : (int?)Math.Clamp((past.PricedAt - fact.At).TotalSeconds, 0, int.MaxValue);
        return new HoldingItem(
            asset.Value, row.Symbol, row.Name, pool.Balance, price, price is null ? "NoDataAtTime" : fact is { IsHourly: false } ? "stale" : "ok", age, value, pool.Cost, pool.Realised,
            value is { } worth ? pool.Unrealised(worth) : null, null, value is { } part && total is { Sign: > 0 } all ? (part * 100).Divide(all, 4) : null, [.. accounts.Select(a => a.Value)], pool.Unknown, pool.IsShort);
    }
}
