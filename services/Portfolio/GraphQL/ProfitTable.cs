using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds pools up by what they are asked by.</summary>
internal static class ProfitTable
{
    public static PastPositionItem Item(KeyValuePair<PoolKey, PoolState> p) => new(
        p.Key.Account.Value, p.Key.Asset.Value, p.Value.Balance, p.Value.Cost, p.Value.Unknown, p.Value.Realised, p.Value.Income, p.Value.Fees, p.Value.IsShort);

    /// <param name="past">The pools.</param>
    /// <param name="by">What they are added up by.</param>
    /// <param name="valueOf">What an amount of an asset is worth; null when it has no price.</param>
    public static IReadOnlyList<ProfitItem> Of(PastPortfolio past, ProfitBy by, Func<AssetId, Quantity, Quantity?> valueOf)
    {
        var venues = past.Known.Tree.Accounts.ToDictionary(a => a.Id, a => a.Venue);
        return [.. past.Pools.GroupBy(p => Key(p.Key, by, venues), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Sum(g, valueOf))];
    }

    /// <summary>What an account's holdings of an asset are added up under.</summary>
    public static string Key(PoolKey pool, ProfitBy by, IReadOnlyDictionary<AccountId, string> venues) => by switch
    {
        ProfitBy.Asset => pool.Asset.Value,
        ProfitBy.Account => pool.Account.ToString(),
        ProfitBy.Chain => AssetHome.Find(pool.Asset)?.Chain ?? (pool.Asset.Value.StartsWith("fiat:", StringComparison.Ordinal) ? "Money" : "Unknown chain"),
        _ => venues.GetValueOrDefault(pool.Account, ""),
    };

    private static ProfitItem Sum(IGrouping<string, KeyValuePair<PoolKey, PoolState>> group, Func<AssetId, Quantity, Quantity?> valueOf)
    {
        var sum = group.Aggregate(PoolState.Empty, (all, p) => all.Plus(p.Value));
        var valued = group.Select(p => (p.Value.Cost, Value: valueOf(p.Key.Asset, p.Value.Balance), Held: !p.Value.Balance.IsZero)).ToArray();
        if (valued.Any(v => v.Held) && valued.All(v => !v.Held || v.Value is null)) return new ProfitItem(group.Key, sum.Cost, sum.Realised, sum.Income, sum.Fees, null, null);
        var worth = valued.Aggregate(Quantity.Zero, (all, v) => all + (v.Value ?? Quantity.Zero));
        var unrealised = valued.Aggregate(Quantity.Zero, (all, v) => all + (v.Value - v.Cost ?? Quantity.Zero));
        return new ProfitItem(group.Key, sum.Cost, sum.Realised, sum.Income, sum.Fees, worth, unrealised);
    }
}
