using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How figures of risk come about, and how far they can be relied on.</summary>
/// <param name="Formulas">What the figures are computed by.</param>
/// <param name="AsOf">When they were computed: what was known then counts.</param>
/// <param name="Coverage">Which part of the portfolio they are about, and over which days.</param>
[GraphQLName("RiskExplanation")]
internal sealed record RiskExplanationItem(IReadOnlyList<string> Formulas, DateTimeOffset AsOf, RiskCoverageItem Coverage)
{
    /// <summary>Of nothing.</summary>
    [GraphQLIgnore]
    public static RiskExplanationItem None { get; } = new([], DateTimeOffset.UnixEpoch, new([], [], null, 0, null, null));

    /// <summary>Of what is computed from a book on demand.</summary>
    public static RiskExplanationItem Of(CoveredBook book, IReadOnlyList<string> formulas) => new(formulas, book.Snapshot.At, RiskCoverageItem.Of(book.Coverage())) { PortfolioId = book.Snapshot.Portfolio.Value };

    [GraphQLIgnore]
    public Guid PortfolioId { get; init; }

    /// <summary>Read from the history: its positions are those of then.</summary>
    [GraphQLIgnore]
    public bool IsPast { get; init; }
}

/// <summary>The daily closes of an asset that figures are made of.</summary>
/// <param name="AssetId">Of what; the portfolio's currency is among them, where it is not the dollar.</param>
/// <param name="Count">Days with a close, of the 366 before the figures.</param>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
/// <param name="Age">Seconds from the last to the figures.</param>
/// <param name="Sources">Where they come from. Each close is told by <c>referencePrices(asset:, daily: true, from:, to:, knownAt:)</c>, knownAt being the figures' asOf.</param>
[GraphQLName("ExplainedCloses")]
internal sealed record ExplainedCloses([property: ID] string AssetId, int Count, DateTimeOffset From, DateTimeOffset To, int Age, IReadOnlyList<string> Sources);

/// <summary>What figures of risk are computed by; docs/risk.md names the sources.</summary>
internal static class RiskFormulas
{
    private const string Returns = "rᵢ(t) = closeᵢ(t) ÷ closeᵢ(t − 1 day) − 1, in the portfolio's currency, over the days on which every asset covered has both closes";
    private const string Weights = "wᵢ = worthᵢ ÷ Σ worth, over the assets covered, at the prices of the figures";

    public static readonly string[] Risk =
    [
        Returns,
        Weights,
        "R(t) = Σ wᵢ rᵢ(t); μ, σ, S, K its mean, standard deviation, skewness and excess kurtosis; α = 1 − level, z = Φ⁻¹(α)",
        "historical: value at risk = −quantile of R at α (type 7); expected shortfall = −mean of what is at or below it",
        "normal: value at risk = −(μ + zσ); expected shortfall = −μ + σφ(z) ÷ α; μ and σ from the sample covariance",
        "cornish-fisher: value at risk = −(μ + z′σ), z′ = z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36; expected shortfall = mean of z′ beyond z",
        "ewma: normal about zero, σ²(t) = 0.94 σ²(t − 1) + 0.06 R²(t)",
        "contributionᵢ = wᵢ ∂(value at risk) ÷ ∂wᵢ; they add up to the value at risk",
        "volatility = σ × √365; drawdowns are of the values the present holdings would have had",
        "stress: loss = −Σ (worth after − worth before) ÷ Σ worth, by asset and venue; contracts are worth anew, options by Black-76 with the volatility they have now",
        "liquidity: adjusted = −(Σ wᵢμᵢ + z√(x′Σx)) + cost; xᵢ = wᵢ√((n + 1)(2n + 1) ÷ 6n), n the days to sell it at a tenth of a day's volume; cost of contracts closed into the twenty levels of their books",
    ];

    public static readonly string[] Losses = [Returns, Weights, "L(t) = −Σ wᵢ rᵢ(t); a bin holds the days with from ≤ L < to, the last one those with L = to as well", "mean, standardDeviation, skewness and excessKurtosis are of the sample"];

    public static readonly string[] Drawdowns = [Returns, Weights, "V(t) = Π (1 + Σ wᵢ rᵢ(s)) over the days s ≤ t; depth(t) = 1 − V(t) ÷ max V(s) over s ≤ t, the beginning included"];

    public static readonly string[] Backtest =
    [
        Returns,
        Weights,
        "forecast(t) is the value at risk of the window of days before t, by the method; an exception is a day with loss > forecast; expected = days × (1 − level)",
        "historical: −quantile of the window at α (type 7); normal: −(μ + zσ) of the window; ewma: normal about zero, σ²(t) = 0.94 σ²(t − 1) + 0.06 R²(t)",
        "kupiec: −2 ln of the likelihood ratio of exceptions at the promised rate, χ²(1); christoffersen: of exceptions that do not depend on the day before, χ²(1); conditional: their sum, χ²(2)",
        "zone: by the cumulative binomial probability of so many exceptions, GREEN below 95 %, RED from 99.99 %",
    ];

    public static readonly string[] Simulation =
    [
        Returns,
        Weights,
        "paths of the horizon are drawn from the copula with the assets' correlations and their own distributions; the seed names the draws",
        "value at risk = −quantile of the paths' returns at α; expected shortfall = −mean of what is at or below it; low and high bound it with 95 % confidence by order statistics",
        "contributionᵢ = mean of −wᵢ rᵢ over the paths near the quantile, scaled so that they add up to the value at risk",
    ];

    public static readonly string[] Stress = ["profit = worth × shock of the asset, or of the market where it is not named; contracts are worth anew at the shocked price, options by Black-76 with the volatility they have now", "a failed venue pays the recovery of all that is left there, debts set off; its contracts are gone", "loss = −Σ profit ÷ Σ worth, over positions with a price"];

    public static readonly string[] After = [.. Stress, .. Risk];

    public static readonly string[] CorrelationHistory = [Returns, "ρᵢⱼ of each window = cov(rᵢ, rⱼ) ÷ (σᵢ σⱼ), sample covariance of its days; windows end at days spread evenly over the year"];

    public static readonly string[] Derivatives =
    [
        "profit = quantity × (mark − entry) where linear, quantity × (1 ÷ entry − 1 ÷ mark) where inverse, in settle",
        "equity = margin + Σ profit of all that shares it; maintenance = Σ by the venue's steps; ratio = maintenance ÷ equity; at 1 the venue liquidates",
        "predictedLiquidationPrice: the mark of one contract at which the ratio is 1 while the others stay",
        "paths of a wallet of options: equity and maintenance anew by Black-76 while one underlying moves and volatilities, time and other underlyings stay; below and above are where they meet",
        "liquidationProbability = P(a geometric Brownian motion without drift touches that price within a day), σ from the underlying's daily closes",
        "σ² of a year = 365 × the RiskMetrics variance of log returns, λ = 0.94; null with fewer than 20 of them",
        "delta, gamma and vega of an underlying are the sums over its positions; vega is for a volatility of 1",
    ];

    public static readonly string[] Correlation = [Returns, "ρᵢⱼ = cov(rᵢ, rⱼ) ÷ (σᵢ σⱼ), sample covariance"];

    public static readonly string[] Concentration =
    [
        "share = |worth| ÷ Σ |worth|, over positions with a price",
        "hhi = Σ shareᵢ², over what is no fiat money",
        "effectiveAssets = 1 ÷ hhi",
    ];
}
