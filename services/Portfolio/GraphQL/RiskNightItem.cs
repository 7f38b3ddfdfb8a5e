using System.Globalization;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What the simulation and the scenarios of a night said. Losses are positive, in fractions of the portfolio's value; null is "not enough data".</summary>
/// <param name="Day">The day of the portfolio's zone that it began.</param>
/// <param name="Version">Of the computation: the same book, day and version give the same figures.</param>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="AsOf">When it was computed.</param>
/// <param name="Paths">How many days were drawn.</param>
/// <param name="Seed">What they were drawn from.</param>
/// <param name="Levels">By confidence.</param>
/// <param name="Stress">What scenarios would take.</param>
/// <param name="Coverage">What the figures are made of.</param>
[GraphQLName("RiskNight")]
internal sealed record RiskNightItem(
    string Day, int Version, string State, string? Reason, DateTimeOffset AsOf, int Paths, long Seed, IReadOnlyList<RiskNightLevelItem> Levels, IReadOnlyList<StressLossItem> Stress, RiskCoverageItem Coverage)
{
    public static RiskNightItem Of(NightValue n) => new(
        n.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), n.Computation, n.State, n.Reason, n.AsOf, n.Paths, n.Seed, [.. n.Levels.Select(l => new RiskNightLevelItem(l.Level, l.Var, l.Es, l.Low, l.High))],
        [.. n.Stress.Select(s => new StressLossItem(s.Scenario, s.Loss))], RiskCoverageItem.Of(n.Coverage));
}

/// <summary>What a simulation says at one confidence.</summary>
/// <param name="Level">Confidence, such as 0.95.</param>
/// <param name="ValueAtRisk">The loss of a day that is exceeded with probability 1 − level.</param>
/// <param name="ExpectedShortfall">The mean loss beyond it.</param>
/// <param name="Low">Lower 95 % bound of the model's value at risk.</param>
/// <param name="High">Upper 95 % bound.</param>
[GraphQLName("RiskNightLevel")]
internal sealed record RiskNightLevelItem(double Level, double? ValueAtRisk, double? ExpectedShortfall, double? Low, double? High);
