using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How figures of derivatives come about, and how far they can be relied on.</summary>
/// <param name="Formulas">What the figures are computed by.</param>
/// <param name="AsOf">When it was looked at: ages count to then.</param>
/// <param name="Positions">Open positions.</param>
/// <param name="WithMarginSteps">Those whose venue told its steps of maintenance margin: the others have no ratio and no predicted price.</param>
/// <param name="WithVolatility">Those with a probability of liquidation: there is history enough of the underlying.</param>
[GraphQLName("DerivativesExplanation")]
internal sealed record DerivativesExplanationItem(IReadOnlyList<string> Formulas, DateTimeOffset AsOf, int Positions, int WithMarginSteps, int WithVolatility)
{
    [GraphQLIgnore]
    public DerivativesItem Of { get; init; } = DerivativesItem.None;

    /// <summary>The marks positions are valued at, with source and age, by venue and contract.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ExplainedMark> GetMarks(PagingArguments paging) => OrderedPage.ByKey(
        Of.Open.Select(p => new ExplainedMark(p.Venue, p.Contract, p.MarkPrice, p.MarkedAt, Age(p.MarkedAt))).DistinctBy(m => m.Place).OrderBy(m => m.Place, StringComparer.Ordinal), paging, m => m.Place);

    /// <summary>When each account's venue told its positions last, by account.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ExplainedReport> GetReports(PagingArguments paging) => OrderedPage.ByKey(
        Of.Open.GroupBy(p => (p.AccountId, p.Venue)).Select(g => new ExplainedReport(g.Key.AccountId, g.Key.Venue, g.Count(), g.Min(p => p.ReportedAt), Age(g.Min(p => p.ReportedAt)))).OrderBy(r => r.AccountId),
        paging, r => r.AccountId.ToString());

    private int Age(DateTimeOffset at) => (int)Math.Clamp((AsOf - at).TotalSeconds, 0, int.MaxValue);
}

/// <summary>A mark a position is valued at.</summary>
/// <param name="Venue">Whose mark it is.</param>
/// <param name="Contract">Of what, in the venue's spelling.</param>
/// <param name="Price">The mark.</param>
/// <param name="At">When the venue told it.</param>
/// <param name="Age">Seconds since then.</param>
[GraphQLName("ExplainedMark")]
internal sealed record ExplainedMark(string Venue, string Contract, Quantity Price, DateTimeOffset At, int Age)
{
    [GraphQLIgnore]
    public string Place => $"{Venue} {Contract}";
}

/// <summary>What a venue told of an account's positions.</summary>
/// <param name="AccountId">Of which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="Positions">How many.</param>
/// <param name="At">When it was asked last.</param>
/// <param name="Age">Seconds since then.</param>
[GraphQLName("ExplainedReport")]
internal sealed record ExplainedReport([property: ID] Guid AccountId, string Venue, int Positions, DateTimeOffset At, int Age);

/// <summary>Adds to derivatives how they come about.</summary>
[ExtendObjectType(typeof(DerivativesItem))]
internal static class ExplanationOfDerivatives
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public static DerivativesExplanationItem GetExplain([Parent] DerivativesItem derivatives, TimeProvider time) => new(
        RiskFormulas.Derivatives, time.GetUtcNow(), derivatives.Open.Count, derivatives.Open.Count(p => p.MarginRatio is not null), derivatives.Open.Count(p => p.LiquidationProbability is not null)) { Of = derivatives };
}

/// <summary>What of an explanation of derivatives is read only where it is asked for.</summary>
[ExtendObjectType(typeof(DerivativesExplanationItem))]
internal static class DerivativesExplanationFields
{
    /// <summary>The daily closes the underlyings' volatilities are made of, by asset.</summary>
    /// <param name="explanation">Of what.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the prices.</param>
    /// <param name="registry">Says what an underlying is.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100), Cost(50)]
    public static async Task<Connection<ExplainedCloses>> GetClosesAsync(
        [Parent] DerivativesExplanationItem explanation, PagingArguments paging, ClaimsPrincipal user, IDatabase database, AssetRegistryCopy registry, CancellationToken cancellationToken)
    {
        var after = OrderedPage.After(paging);
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        if (!await ReferencePrices.IsThereAsync(transaction, cancellationToken)) return KeysetPage.Of<ExplainedCloses>([], paging, c => c.AssetId);
        var resolver = await registry.ReadAsync(transaction, cancellationToken);
        var assets = explanation.Of.Open.Select(p => resolver.Resolve(p.Venue, p.Underlying, explanation.AsOf)).OfType<AssetId>().Where(a => after is null || string.CompareOrdinal(a.Value, after) > 0);
        return KeysetPage.Of(await CloseSql.ReadAsync(transaction, assets, paging.First!.Value + 1, explanation.AsOf, cancellationToken), paging, c => OrderedPage.Cursor(c.AssetId));
    }

    /// <summary>What the ledger has of the portfolio: margin, fees, funding and results are its transactions, by keyset, up to the heads of its chains.</summary>
    /// <param name="explanation">Of what.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="explain">Reads it.</param>
    /// <param name="live">Reads the present.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(50)]
    public static async Task<ExplanationItem?> GetLedgerAsync(
        [Parent] DerivativesExplanationItem explanation, ClaimsPrincipal user, TreeLoader trees, ExplanationReader explain, LivePortfolioLoader live, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return tree.Find(new(explanation.Of.PortfolioId)) is { } node ? await explain.NowAsync(user.Tenant(), PortfolioItem.Of(tree, node), null, live, cancellationToken) : null;
    }
}
