using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Value at risk with what it takes to get out: positions sold over days by traded volume, contracts closed into their order books. Fractions of the portfolio's value.</summary>
/// <param name="Participation">Share of a day's volume that may be ours.</param>
/// <param name="Slippage">What closing the contracts into their books costs.</param>
/// <param name="Levels">By confidence.</param>
/// <param name="All">How each position is got out of.</param>
/// <param name="ByBook">Share of the size of all positions that order books say something of.</param>
/// <param name="ByVolume">Share that traded volume says something of; money needs neither and counts here.</param>
/// <param name="Unknown">Share nothing is known of: it counts as sold within a day, at no cost.</param>
[GraphQLName("RiskLiquidity")]
internal sealed record RiskLiquidityItem(double Participation, double Slippage, IReadOnlyList<RiskLiquidityLevelItem> Levels, [property: GraphQLIgnore] IReadOnlyList<RiskLiquidityPositionItem> All, double ByBook, double ByVolume, double Unknown)
{
    /// <summary>How each position is got out of, the largest first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<RiskLiquidityPositionItem> GetPositions(PagingArguments paging) =>
        OrderedPage.BySize(All.OrderByDescending(p => p.Share).ThenBy(p => p.Key, StringComparer.Ordinal), paging, p => p.Share, p => p.Key);

    public static RiskLiquidityItem? Of(LiquidityValue? v) => v is null ? null : new(
        v.Participation, v.Slippage, [.. v.Levels.Select(l => new RiskLiquidityLevelItem(l.Level, l.Var, l.Adjusted))],
        [.. v.Positions.Select(p => new RiskLiquidityPositionItem(p.Key, p.Name, p.By, p.Share, p.Days, p.DailyVolume, p.Slippage, p.Filled))], v.ByBook, v.ByVolume, v.Unknown);
}

/// <summary>Normal value at risk of a day, and the same with getting out.</summary>
/// <param name="Level">Confidence.</param>
/// <param name="ValueAtRisk">Normal, of a day.</param>
/// <param name="Adjusted">With the days that selling takes, and the cost of order books.</param>
[GraphQLName("RiskLiquidityLevel")]
internal sealed record RiskLiquidityLevelItem(double Level, double ValueAtRisk, double Adjusted);

/// <summary>How one position is got out of.</summary>
/// <param name="Key">The asset, or venue and contract.</param>
/// <param name="Name">For people.</param>
/// <param name="By">book, volume, money or unknown.</param>
/// <param name="Share">Of the size of all positions.</param>
/// <param name="Days">By volume: how many it takes.</param>
/// <param name="DailyVolume">By volume: units traded in a day, on the mean of the last thirty.</param>
/// <param name="Slippage">By book: as a fraction of what it is worth at the middle of bid and ask.</param>
/// <param name="Filled">By book: the share that its levels take; the rest is counted at the last level.</param>
[GraphQLName("RiskLiquidityPosition")]
internal sealed record RiskLiquidityPositionItem([property: ID] string Key, string Name, string By, double Share, int? Days, double? DailyVolume, double? Slippage, double? Filled);
