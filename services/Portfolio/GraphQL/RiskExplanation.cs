using PortfolioPlatform.GraphQL;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How figures of risk come about, and how far they can be relied on.</summary>
/// <param name="Formulas">What the figures are computed by.</param>
/// <param name="AsOf">When they were computed: what was known then counts.</param>
/// <param name="Coverage">Which part of the portfolio they are about, and over which days.</param>
[GraphQLName("RiskExplanation")]
internal sealed record RiskExplanationItem(IReadOnlyList<string> Formulas, DateTimeOffset AsOf, RiskCoverageItem Coverage)
{
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
        "stress: loss = −Σ worth × shock ÷ Σ worth, by asset and venue",
    ];

    public static readonly string[] Correlation = [Returns, "ρᵢⱼ = cov(rᵢ, rⱼ) ÷ (σᵢ σⱼ), sample covariance"];

    public static readonly string[] Concentration =
    [
        "share = |worth| ÷ Σ |worth|, over positions with a price",
        "hhi = Σ shareᵢ², over what is no fiat money",
        "effectiveAssets = 1 ÷ hhi",
    ];
}
