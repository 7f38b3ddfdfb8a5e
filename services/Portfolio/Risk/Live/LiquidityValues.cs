using System.Collections.Immutable;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Value at risk with what it takes to get out: positions sold over days by volume, contracts closed into their books. Fractions of the portfolio's value.</summary>
/// <param name="Participation">Share of a day's volume that may be ours.</param>
/// <param name="Slippage">What closing the contracts into their books costs.</param>
/// <param name="Levels">By confidence.</param>
/// <param name="Positions">The slowest first.</param>
/// <param name="ByBook">Share of the size of all positions that order books say something of.</param>
/// <param name="ByVolume">Share that traded volume says something of; money needs neither and counts here.</param>
/// <param name="Unknown">Share nothing is known of: it counts as sold within a day, at no cost.</param>
internal sealed record LiquidityValue(double Participation, double Slippage, ImmutableArray<LiquidityLevelValue> Levels, ImmutableArray<LiquidityPositionValue> Positions, double ByBook, double ByVolume, double Unknown);

/// <summary>Normal value at risk of a day, and the same with getting out.</summary>
internal sealed record LiquidityLevelValue(double Level, double Var, double Adjusted);

/// <summary>How one position is got out of.</summary>
/// <param name="Key">The asset, or venue and contract.</param>
/// <param name="By"><c>book</c>, <c>volume</c>, <c>money</c> or <c>unknown</c>.</param>
/// <param name="Share">Of the size of all positions.</param>
/// <param name="Days">By volume: how many it takes.</param>
/// <param name="DailyVolume">By volume: units traded in a day.</param>
/// <param name="Slippage">By book: as a fraction of what it is worth at the middle.</param>
/// <param name="Filled">By book: the share that its levels take; the rest is counted at the last level.</param>
internal sealed record LiquidityPositionValue(string Key, string Name, string By, double Share, int? Days, double? DailyVolume, double? Slippage, double? Filled);
