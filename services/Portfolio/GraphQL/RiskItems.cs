using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The risk of a portfolio as the engine last told it. Losses are positive, in fractions of its value; null is "not enough data", with the reason beside it.</summary>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="AsOf">When it was computed.</param>
/// <param name="Number">Its number in the stored history.</param>
/// <param name="Methods">Value at risk and expected shortfall of a day, by method.</param>
/// <param name="Volatility">Standard deviation of a year.</param>
/// <param name="Drawdown">How far the present holdings stand below their highest value of the month.</param>
/// <param name="MaxDrawdown">The deepest fall the present holdings would have had in the year.</param>
/// <param name="Stress">What scenarios would take.</param>
/// <param name="Coverage">What the figures are made of.</param>
[GraphQLName("Risk")]
internal sealed record RiskItem(
    string State, string? Reason, DateTimeOffset AsOf, long Number, IReadOnlyList<RiskMethodItem> Methods, double? Volatility, double? Drawdown, double? MaxDrawdown,
    IReadOnlyList<StressLossItem> Stress, RiskCoverageItem Coverage)
{
    [GraphQLIgnore]
    public Guid PortfolioId { get; init; }

    /// <summary>Read from the history.</summary>
    [GraphQLIgnore]
    public bool IsPast { get; init; }

    /// <summary>Value at risk with what it takes to get out; null without a value at risk, and in figures from before it was computed.</summary>
    public RiskLiquidityItem? Liquidity { get; init; }

    public static RiskItem Of(Guid portfolio, ReportValue r)
    {
        var assets = r.Coverage.Assets.Select((a, i) => (Asset: a.Value, Symbol: i < r.Symbols.Length ? r.Symbols[i] : a.Value, Weight: i < r.Weights.Length ? r.Weights[i] : (double?)null)).ToArray();
        return new RiskItem(
            r.State, r.Reason, r.AsOf, r.Number, [.. r.Methods.Select(m => new RiskMethodItem(m.Method, [.. m.Levels.Select(l => RiskLevelItem.Of(l, assets))]))], r.Volatility, r.Drawdown, r.MaxDrawdown,
            [.. r.Stress.Select(s => new StressLossItem(s.Scenario, s.Loss))], RiskCoverageItem.Of(r.Coverage))
        { PortfolioId = portfolio, Liquidity = RiskLiquidityItem.Of(r.Liquidity) };
    }
}

/// <summary>All levels of one method.</summary>
/// <param name="Method">historical, normal, cornish-fisher or ewma.</param>
/// <param name="Levels">By confidence.</param>
[GraphQLName("RiskMethod")]
internal sealed record RiskMethodItem(string Method, IReadOnlyList<RiskLevelItem> Levels);

/// <summary>Value at risk and expected shortfall at one confidence.</summary>
/// <param name="Level">Confidence, such as 0.95.</param>
/// <param name="ValueAtRisk">The loss of a day that is exceeded with probability 1 − level.</param>
/// <param name="ExpectedShortfall">The mean loss beyond it.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="Contributions">By asset; they add up to the value at risk.</param>
[GraphQLName("RiskLevel")]
internal sealed record RiskLevelItem(double Level, double? ValueAtRisk, double? ExpectedShortfall, string? Reason, IReadOnlyList<RiskContributionItem> Contributions)
{
    public static RiskLevelItem Of(LevelValue l, (string Asset, string Symbol, double? Weight)[] assets) =>
        new(l.Level, l.Var, l.Es, l.Reason, [.. l.Components.Take(assets.Length).Select((c, i) => new RiskContributionItem(assets[i].Asset, assets[i].Symbol, assets[i].Weight, c))]);
}

/// <summary>One asset's part of a value at risk.</summary>
/// <param name="AssetId">Which asset.</param>
/// <param name="Symbol">As it is usually written.</param>
/// <param name="Weight">Its share of the value.</param>
/// <param name="ValueAtRisk">Its part; below zero when it hedges.</param>
[GraphQLName("RiskContribution")]
internal sealed record RiskContributionItem([property: ID] string AssetId, string Symbol, double? Weight, double? ValueAtRisk);

/// <summary>What a scenario would take.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Loss">Fraction of the value; below zero is a gain.</param>
[GraphQLName("StressLoss")]
internal sealed record StressLossItem(string Scenario, double? Loss);

/// <summary>What figures are made of.</summary>
/// <param name="AssetIds">Assets in them.</param>
/// <param name="LeftOut">Assets left out, and why.</param>
/// <param name="Share">Share of the size of all positions that have a price; null when none has.</param>
/// <param name="Observations">Days in which all of the assets have a return.</param>
/// <param name="From">End of the first of these days.</param>
/// <param name="To">End of the last one.</param>
[GraphQLName("RiskCoverage")]
internal sealed record RiskCoverageItem(
    [property: ID] IReadOnlyList<string> AssetIds, [property: GraphQLIgnore] IReadOnlyList<RiskLeftOutItem> LeftOut, double? Share, int Observations, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Assets left out, and why, by asset.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging]
    public Connection<RiskLeftOutItem> GetLeft(PagingArguments paging) => OrderedPage.ByKey(LeftOut.OrderBy(l => l.AssetId, StringComparer.Ordinal), paging, l => l.AssetId);

    /// <summary>How open positions in derivatives are in the figures; null in figures from before they were.</summary>
    public DerivativeCoverageItem? Derivatives { get; init; }

    public static RiskCoverageItem Of(CoverageValue c) =>
        new([.. c.Assets.Select(a => a.Value)], [.. c.Left.Select(l => new RiskLeftOutItem(l.Asset.Value, l.Symbol, l.Reason, l.Share))], c.Share, c.Observations, c.From, c.To)
        { Derivatives = c.Derivatives is { } d ? new DerivativeCoverageItem(d.Linear, d.DeltaGamma, d.Left) : null };
}

/// <summary>Open positions in derivatives by how they are in figures.</summary>
/// <param name="Linear">By delta alone: perpetuals and futures.</param>
/// <param name="DeltaGamma">By delta and gamma: options.</param>
/// <param name="Left">Left out: something of theirs has no price.</param>
[GraphQLName("DerivativeCoverage")]
internal sealed record DerivativeCoverageItem(int Linear, int DeltaGamma, int Left);

/// <summary>An asset that is not in the figures.</summary>
/// <param name="AssetId">Which asset.</param>
/// <param name="Symbol">As it is usually written.</param>
/// <param name="Reason">no price, or too little history.</param>
/// <param name="Share">Of the size of all positions.</param>
[GraphQLName("RiskLeftOut")]
internal sealed record RiskLeftOutItem([property: ID] string AssetId, string Symbol, string Reason, double? Share);

/// <summary>On how few things a portfolio hangs. Shares are of the size of all positions.</summary>
/// <param name="AsOf">When it was computed.</param>
/// <param name="ByAsset">By asset.</param>
/// <param name="Venues">By venue.</param>
/// <param name="ByStablecoin">By stablecoin.</param>
/// <param name="Hhi">Σ shareᵢ² of what is no fiat money.</param>
/// <param name="EffectiveAssets">1/hhi: as many equal parts would be as concentrated.</param>
[GraphQLName("Concentration")]
internal sealed record ConcentrationItem(
    DateTimeOffset AsOf, [property: GraphQLIgnore] IReadOnlyList<ShareItem> ByAsset, IReadOnlyList<ShareItem> Venues, [property: GraphQLIgnore] IReadOnlyList<ShareItem> ByStablecoin, double? Hhi, double? EffectiveAssets)
{
    /// <summary>By asset, the largest first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ShareItem> GetAssets(PagingArguments paging) => ShareItem.Page(ByAsset, paging);

    /// <summary>By stablecoin, the largest first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ShareItem> GetStablecoins(PagingArguments paging) => ShareItem.Page(ByStablecoin, paging);

    /// <summary>By the chain assets live on, fiat money aside; of a token on several chains where it was issued first.</summary>
    public IReadOnlyList<ShareItem> Chains { get; init; } = [];

    /// <summary>By who promises what a stablecoin is worth.</summary>
    public IReadOnlyList<ShareItem> Issuers { get; init; } = [];

    [GraphQLIgnore]
    public Guid PortfolioId { get; init; }

    [GraphQLIgnore]
    public RiskCoverageItem Coverage { get; init; } = new([], [], null, 0, null, null);

    public static ConcentrationItem Of(Guid portfolio, ExposuresValue e)
    {
        static IReadOnlyList<ShareItem> Items(IEnumerable<ShareValue> shares) => [.. shares.Select(s => new ShareItem(s.Key, s.Name, s.Share))];
        return new(e.AsOf, Items(e.Assets), Items(e.Venues), Items(e.Stablecoins), e.Hhi, e.EffectiveAssets)
        {
            PortfolioId = portfolio, Coverage = RiskCoverageItem.Of(e.Coverage), Chains = e.Chains.IsDefaultOrEmpty ? [] : Items(e.Chains), Issuers = e.Issuers.IsDefaultOrEmpty ? [] : Items(e.Issuers),
        };
    }
}

/// <summary>A share of the size of all positions.</summary>
/// <param name="Key">The asset or venue.</param>
/// <param name="Name">For people.</param>
/// <param name="Share">Fraction.</param>
[GraphQLName("ExposureShare")]
internal sealed record ShareItem([property: ID] string Key, string Name, double Share)
{
    /// <summary>The largest first.</summary>
    public static Connection<ShareItem> Page(IEnumerable<ShareItem> shares, PagingArguments paging) =>
        OrderedPage.BySize(shares.OrderByDescending(s => s.Share).ThenBy(s => s.Key, StringComparer.Ordinal), paging, s => s.Share, s => s.Key);
}

/// <summary>Correlation of daily returns.</summary>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="AsOf">When it was computed.</param>
/// <param name="AssetIds">Rows and columns, in order.</param>
/// <param name="Symbols">The same, for people.</param>
/// <param name="Rows">−1 to 1; null where an asset never moves.</param>
/// <param name="Coverage">What it is made of.</param>
[GraphQLName("Correlation")]
internal sealed record CorrelationItem(
    string State, string? Reason, DateTimeOffset AsOf, [property: ID] IReadOnlyList<string> AssetIds, IReadOnlyList<string> Symbols, IReadOnlyList<IReadOnlyList<double?>> Rows, RiskCoverageItem Coverage)
{
    [GraphQLIgnore]
    public Guid PortfolioId { get; init; }

    public static CorrelationItem Of(Guid portfolio, CorrelationValue c) => new(
        c.State, c.Reason, c.AsOf, [.. c.Coverage.Assets.Select(a => a.Value)], [.. c.Symbols], [.. c.Matrix.Select(r => (IReadOnlyList<double?>)[.. r])], RiskCoverageItem.Of(c.Coverage)) { PortfolioId = portfolio };
}

/// <summary>An early warning.</summary>
/// <param name="PortfolioId">Of which portfolio.</param>
/// <param name="Kind">What it warns of, such as ValueAtRisk or StablecoinBand.</param>
/// <param name="Subject">The asset or venue it is about; empty for the portfolio itself.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="ClearedAt">Until when; null while it stands.</param>
/// <param name="Measured">What was measured when it was raised.</param>
/// <param name="Threshold">What it was held against.</param>
[GraphQLName("RiskWarning")]
internal sealed record RiskWarningItem([property: ID] Guid PortfolioId, string Kind, string Subject, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt, double Measured, double Threshold);
