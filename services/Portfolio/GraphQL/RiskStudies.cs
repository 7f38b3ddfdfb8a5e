using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The losses the present holdings would have had on each day of their history.</summary>
/// <param name="Observations">Days.</param>
/// <param name="Mean">Mean loss of a day.</param>
/// <param name="StandardDeviation">Sample standard deviation.</param>
/// <param name="Skewness">Sample skewness of returns.</param>
/// <param name="ExcessKurtosis">Sample excess kurtosis.</param>
/// <param name="Bins">How often losses fell between two bounds.</param>
/// <param name="Coverage">What it is made of.</param>
[GraphQLName("LossDistribution")]
internal sealed record LossDistributionItem(int Observations, double Mean, double StandardDeviation, double? Skewness, double? ExcessKurtosis, IReadOnlyList<LossBinItem> Bins, RiskCoverageItem Coverage)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;
}


/// <summary>Losses between two bounds.</summary>
/// <param name="From">Lower bound, included.</param>
/// <param name="To">Upper bound; included in the last bin only.</param>
/// <param name="Count">Days.</param>
[GraphQLName("LossBin")]
internal sealed record LossBinItem(double From, double To, int Count);

/// <summary>How far below their peak the present holdings would have stood, day by day.</summary>
/// <param name="Points">Oldest first; empty without enough history.</param>
/// <param name="Explain">How these figures come about, and how far they can be relied on.</param>
[GraphQLName("Drawdowns")]
internal sealed record DrawdownsItem(IReadOnlyList<DrawdownPointItem> Points, RiskExplanationItem Explain);

/// <summary>How far below their peak the present holdings would have stood at a day's end.</summary>
/// <param name="At">The day's end.</param>
/// <param name="Depth">Fraction of the peak.</param>
[GraphQLName("DrawdownPoint")]
internal sealed record DrawdownPointItem(DateTimeOffset At, double Depth);

/// <summary>Whether yesterday's value at risk held, day after day, for the present holdings.</summary>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="Observations">Forecasts compared with what came.</param>
/// <param name="Exceptions">Losses above the forecast.</param>
/// <param name="Expected">Exceptions a right model has on average.</param>
/// <param name="Kupiec">Are there as many as promised?</param>
/// <param name="Christoffersen">Do they come alone?</param>
/// <param name="Conditional">Both at once.</param>
/// <param name="Zone">GREEN, YELLOW or RED by the supervisor's table.</param>
/// <param name="Days">Each day's forecast and loss, oldest first.</param>
/// <param name="Coverage">What it is made of.</param>
[GraphQLName("RiskBacktest")]
internal sealed record RiskBacktestItem(
    string State, string? Reason, int Observations, int Exceptions, double Expected, LikelihoodTestItem? Kupiec, LikelihoodTestItem? Christoffersen, LikelihoodTestItem? Conditional, string? Zone,
    IReadOnlyList<BacktestDayItem> Days, RiskCoverageItem Coverage)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;
}


/// <summary>A likelihood ratio and how often chance alone exceeds it.</summary>
/// <param name="Statistic">Twice the difference of log likelihoods.</param>
/// <param name="PValue">Small: the model is rejected.</param>
[GraphQLName("LikelihoodTest")]
internal sealed record LikelihoodTestItem(double Statistic, double PValue);

/// <summary>One day of a backtest.</summary>
/// <param name="At">The day's end.</param>
/// <param name="Forecast">Value at risk as of the evening before.</param>
/// <param name="Loss">What came.</param>
/// <param name="IsException">Whether it was more.</param>
[GraphQLName("BacktestDay")]
internal sealed record BacktestDayItem(DateTimeOffset At, double Forecast, double Loss, bool IsException);

/// <summary>Simulated value at risk.</summary>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="ValueAtRisk">The loss over the horizon that is exceeded with probability 1 − level.</param>
/// <param name="ExpectedShortfall">The mean loss beyond it.</param>
/// <param name="Low">Lower 95 % confidence bound of the value at risk.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Contributions">By asset; they add up to the value at risk.</param>
/// <param name="Paths">Simulated paths.</param>
/// <param name="Seed">Names the draws: the same seed gives the same figures.</param>
/// <param name="Coverage">What it is made of.</param>
[GraphQLName("RiskSimulation")]
internal sealed record RiskSimulationItem(
    string State, string? Reason, double? ValueAtRisk, double? ExpectedShortfall, double? Low, double? High, IReadOnlyList<RiskContributionItem> Contributions, int Paths, long Seed, RiskCoverageItem Coverage)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;
}


/// <summary>How simulated returns depend on each other.</summary>
internal enum SimulationCopula
{
    /// <summary>As normal ones do.</summary>
    Gaussian,

    /// <summary>With extremes that come together.</summary>
    Student,
}

/// <summary>How a backtest forecasts.</summary>
internal enum BacktestMethod
{
    /// <summary>From the losses of the window.</summary>
    Historical,

    /// <summary>Normal with the window's moments.</summary>
    Normal,

    /// <summary>Normal about zero with exponentially weighted variance.</summary>
    Ewma,
}

/// <summary>A shock of one's own.</summary>
/// <param name="Symbol">The asset as it is usually written.</param>
/// <param name="Change">Simple return, −1 to lose everything.</param>
[GraphQLName("AssetShockInput")]
internal sealed record AssetShockInput(string Symbol, double Change);

/// <summary>A scenario of one's own.</summary>
/// <param name="Name">For people.</param>
/// <param name="Market">Simple return of everything that is not named and is no stablecoin or fiat money.</param>
/// <param name="Shocks">By asset.</param>
/// <param name="FailedVenues">Everything held there is lost but for the recovery.</param>
/// <param name="Recovery">Share of it that comes back.</param>
[GraphQLName("ScenarioInput")]
internal sealed record ScenarioInput(string Name, double Market = 0, IReadOnlyList<AssetShockInput>? Shocks = null, IReadOnlyList<string>? FailedVenues = null, double Recovery = 0)
{
    /// <summary>What is wrong with it; null when it can be applied.</summary>
    [GraphQLIgnore]
    public string? Wrong =>
        Market is not (>= -1 and <= 10) || (Shocks ?? []).Any(s => s.Change is not (>= -1 and <= 10)) ? "A change is from -1, everything is lost, to 10."
        : Recovery is not (>= 0 and <= 1) ? "recovery is from 0 to 1." : null;

    /// <summary>As the mathematics takes it.</summary>
    public Scenario ToScenario() => new(
        Name, (Shocks ?? []).GroupBy(s => s.Symbol.ToUpperInvariant(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Change, StringComparer.Ordinal), Market,
        (FailedVenues ?? []).ToHashSet(StringComparer.Ordinal), Recovery);
}

/// <summary>What a scenario of one's own would take.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Loss">Fraction of the value; null when nothing has a price.</param>
/// <param name="Hit">By asset and venue.</param>
[GraphQLName("StressResult")]
internal sealed record StressResultItem(string Scenario, double? Loss, [property: GraphQLIgnore] IReadOnlyList<StressPositionItem> Hit)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;

    /// <summary>By asset and venue, the largest loss first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<StressPositionItem> GetPositions(PagingArguments paging) =>
        OrderedPage.BySize(Hit.OrderBy(p => p.Profit).ThenBy(p => p.Place, StringComparer.Ordinal), paging, p => -p.Profit, p => p.Place);
}

/// <summary>What a scenario would do to one position.</summary>
/// <param name="Symbol">The asset.</param>
/// <param name="Venue">Where it lies.</param>
/// <param name="Worth">Now, in the portfolio's currency.</param>
/// <param name="Profit">Below zero is a loss.</param>
[GraphQLName("StressPosition")]
internal sealed record StressPositionItem(string Symbol, string Venue, double Worth, double Profit)
{
    [GraphQLIgnore]
    public string Place => $"{Venue} {Symbol}";
}

/// <summary>Stored figures of one moment.</summary>
/// <param name="Number">In the history.</param>
/// <param name="At">When.</param>
/// <param name="Risk">The figures.</param>
[GraphQLName("RiskPoint")]
internal sealed record RiskPointItem(long Number, DateTimeOffset At, RiskItem Risk);
