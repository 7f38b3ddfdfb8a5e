using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How a portfolio's totals come about, and how far they can be relied on.</summary>
/// <param name="Formulas">What the totals are computed by.</param>
/// <param name="HistoryComplete">False while history is still being imported.</param>
/// <param name="PricedHoldings">Holdings with a price: in the value.</param>
/// <param name="UnpricedHoldings">Holdings without: not in the value.</param>
/// <param name="StaleHoldings">Holdings with an old price: in the value.</param>
/// <param name="PricedShare">Priced holdings of all, in percent; null when nothing is held.</param>
/// <param name="OpenDifferences">Holdings of its accounts on which ledger and venue do not agree.</param>
/// <param name="ReconciledShare">Holdings on which no account differs from its venue, of all, in percent; null when nothing is held, and for a past pair: differences are those of now.</param>
/// <param name="PricedValueShare">Of the value, what has a price that is not old, in percent; null when there is no value.</param>
/// <param name="ReconciledValueShare">Of the value, what lies in holdings on which no account differs from its venue, in percent; null when there is no value, and for a past pair.</param>
/// <param name="Priced">What holdings are valued at.</param>
/// <param name="Transactions">The transactions the totals stand on: the first page by keyset, the newest first.</param>
/// <param name="Heads">The ends of the chains the totals stand on.</param>
[GraphQLName("Explanation")]
internal sealed record ExplanationItem(
    IReadOnlyList<string> Formulas, bool HistoryComplete, int PricedHoldings, int UnpricedHoldings, int StaleHoldings, Quantity? PricedShare, int OpenDifferences, Quantity? ReconciledShare, Quantity? PricedValueShare, Quantity? ReconciledValueShare,
    [property: GraphQLIgnore] IReadOnlyList<ExplainedPrice> Priced, Connection<TransactionItem> Transactions, [property: GraphQLIgnore] IReadOnlyList<ChainHeadItem> Heads)
{
    /// <summary>What holdings are valued at, with source and age, by asset.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ExplainedPrice> GetPrices(PagingArguments paging) => OrderedPage.ByKey(Priced.OrderBy(p => p.AssetId, StringComparer.Ordinal), paging, p => p.AssetId);

    /// <summary>The ends of the chains the totals stand on, by account: whoever has them can check that nothing before was changed.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<ChainHeadItem> GetChainHeads(PagingArguments paging) => OrderedPage.ByKey(Heads, paging, h => h.AccountId.ToString());
}

/// <summary>A price a holding is valued at.</summary>
/// <param name="AssetId">Of what.</param>
/// <param name="Price">For one, in the portfolio's currency; null when there is none.</param>
/// <param name="Usd">The same in US dollars, as the source tells it.</param>
/// <param name="State">ok, stale, or why there is no price.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="At">When it was seen; for a past pair, the close it is of.</param>
/// <param name="Age">Seconds from then to the instant of the totals.</param>
[GraphQLName("ExplainedPrice")]
internal sealed record ExplainedPrice([property: ID] string AssetId, Quantity? Price, Quantity? Usd, string State, string? Source, DateTimeOffset? At, int? Age);

/// <summary>The end of an account's chain.</summary>
/// <param name="AccountId">Of which account.</param>
/// <param name="Number">Entries it has.</param>
/// <param name="Hash">SHA-256 over all of them, lower-case hex.</param>
[GraphQLName("ChainHead")]
internal sealed record ChainHeadItem([property: ID] Guid AccountId, long Number, string Hash);

/// <summary>Adds to a portfolio how its totals come about.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class PortfolioExplanation
{
    /// <summary>How its totals come about, now or at a past pair, and how far they can be relied on.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="explain">Reads it.</param>
    /// <param name="live">Reads the present.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="asOf">What had happened until then counts; knownAt if left out.</param>
    /// <param name="knownAt">What had been recorded until then counts; now if left out.</param>
    /// <param name="assetId">Only of the position in this asset: its price, its transactions, its differences; of all if left out.</param>
    [Cost(50)]
    public static Task<ExplanationItem> GetExplainAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, ExplanationReader explain, LivePortfolioLoader live, PastPortfolioLoader past, TimeProvider time, CancellationToken cancellationToken,
        DateTimeOffset? asOf = null, DateTimeOffset? knownAt = null, [ID] string? assetId = null) =>
        PastPair.Of(asOf, knownAt, time.GetUtcNow()) is { } pair ? explain.ThenAsync(user.Tenant(), portfolio, pair, assetId, past, cancellationToken) : explain.NowAsync(user.Tenant(), portfolio, assetId, live, cancellationToken);
}
