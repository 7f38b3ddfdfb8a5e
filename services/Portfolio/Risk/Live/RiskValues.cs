using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Which part of a portfolio the figures are about.</summary>
/// <param name="Assets">Assets in the figures.</param>
/// <param name="Left">Assets left out, and why.</param>
/// <param name="Share">Their share of the size of all positions that have a price; null when none has.</param>
/// <param name="Observations">Days in which all of them have a return.</param>
/// <param name="From">End of the first of these days.</param>
/// <param name="To">End of the last one.</param>
internal sealed record CoverageValue(ImmutableArray<AssetId> Assets, ImmutableArray<LeftOut> Left, double? Share, int Observations, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>How derivatives are in them; null in what was stored before they were.</summary>
    public DerivativeCoverage? Derivatives { get; init; }
}

/// <summary>An asset that is not in the figures.</summary>
/// <param name="Reason"><c>no price</c> or <c>too little history</c>.</param>
internal sealed record LeftOut(AssetId Asset, string Symbol, string Reason, double? Share);

/// <summary>VaR and ES of one level; null with a reason when there is not enough data.</summary>
internal sealed record LevelValue(double Level, double? Var, double? Es, string? Reason, ImmutableArray<double?> Components);

/// <summary>All levels of one method.</summary>
internal sealed record MethodValue(string Method, ImmutableArray<LevelValue> Levels);

/// <summary>A share of the size of all positions.</summary>
internal sealed record ShareValue(string Key, string Name, double Share);

/// <summary>What a scenario takes; a negative loss is a gain.</summary>
internal sealed record StressValue(string Scenario, double? Loss);

/// <summary>Key <c>exposures</c> of topic <c>risk</c>: what follows each change of a price or position. Fractions of the portfolio's value.</summary>
internal sealed record ExposuresValue(
    string Key, long Epoch, long Version, string State, string? Reason, DateTimeOffset AsOf, ImmutableArray<LevelValue> Normal, double? Volatility, ImmutableArray<ShareValue> Assets,
    ImmutableArray<ShareValue> Venues, ImmutableArray<ShareValue> Stablecoins, double? Hhi, double? EffectiveAssets, CoverageValue Coverage)
{
    /// <summary>By the chain assets live on, fiat money aside.</summary>
    public ImmutableArray<ShareValue> Chains { get; init; } = [];

    /// <summary>By who promises what a stablecoin is worth.</summary>
    public ImmutableArray<ShareValue> Issuers { get; init; } = [];
}

/// <summary>Key <c>report</c>: the full figures. <paramref name="Number"/> names them in the stored history.</summary>
internal sealed record ReportValue(
    string Key, long Epoch, long Version, long Number, string State, string? Reason, DateTimeOffset AsOf, ImmutableArray<MethodValue> Methods, ImmutableArray<string> Symbols, ImmutableArray<double> Weights,
    double? Volatility, double? Drawdown, double? MaxDrawdown, ImmutableArray<StressValue> Stress, CoverageValue Coverage)
{
    /// <summary>What it takes to get out; null without a value at risk, and in what was stored before it was computed.</summary>
    public LiquidityValue? Liquidity { get; init; }
}

/// <summary>Key <c>correlation</c>: of daily returns, in the order of the assets of the coverage.</summary>
internal sealed record CorrelationValue(string Key, long Epoch, long Version, string State, string? Reason, DateTimeOffset AsOf, ImmutableArray<string> Symbols, ImmutableArray<ImmutableArray<double?>> Matrix, CoverageValue Coverage);

/// <summary>What a simulation says at one level, with the 95 % bounds of its value at risk.</summary>
internal sealed record NightLevelValue(double Level, double? Var, double? Es, double? Low, double? High);

/// <summary>Key <c>night</c>: the simulation and the scenarios of the portfolio's last night. The seed is the number of the day, so that they can be made again.</summary>
internal sealed record NightValue(
    string Key, long Epoch, long Version, DateOnly Day, int Computation, string State, string? Reason, DateTimeOffset AsOf, int Paths, long Seed, ImmutableArray<NightLevelValue> Levels, ImmutableArray<StressValue> Stress,
    CoverageValue Coverage);

/// <summary>Key <c>warning:{kind}:{subject}</c>: an open early warning.</summary>
internal sealed record WarningValue(string Key, long Epoch, long Version, string Kind, string Subject, DateTimeOffset RaisedAt, double Measured, double Threshold);

/// <summary>How these values are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExposuresValue))]
[JsonSerializable(typeof(ReportValue))]
[JsonSerializable(typeof(CorrelationValue))]
[JsonSerializable(typeof(WarningValue))]
[JsonSerializable(typeof(NightValue))]
internal sealed partial class RiskJson : JsonSerializerContext;
