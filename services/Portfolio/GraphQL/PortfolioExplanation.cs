using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How a portfolio's totals come about, and how far they can be relied on. Prices with state and age stand on the holdings, the transactions behind them in transactions.</summary>
/// <param name="Formulas">What the totals are computed by.</param>
/// <param name="HistoryComplete">False while history is still being imported.</param>
/// <param name="PricedHoldings">Holdings with a price: in the value.</param>
/// <param name="UnpricedHoldings">Holdings without: not in the value.</param>
/// <param name="StaleHoldings">Holdings with an old price: in the value.</param>
/// <param name="PricedShare">Priced holdings of all, in percent; null when nothing is held.</param>
/// <param name="OpenDifferences">Holdings of its accounts on which ledger and venue do not agree.</param>
/// <param name="ChainHeads">The ends of the chains the totals stand on: whoever has them can check that nothing before was changed.</param>
[GraphQLName("Explanation")]
internal sealed record ExplanationItem(
    IReadOnlyList<string> Formulas, bool HistoryComplete, int PricedHoldings, int UnpricedHoldings, int StaleHoldings, Quantity? PricedShare, int OpenDifferences, IReadOnlyList<ChainHeadItem> ChainHeads);

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
    private static readonly string[] Formulas =
    [
        "value = Σ quantity × price, over holdings with a price",
        "unrealised = value − cost, cost being the average cost of what is held",
        "realised = Σ (proceeds − average cost), over disposals",
        "dayChange = value now − value at the portfolio's midnight",
    ];

    /// <summary>How its totals come about, and how far they can be relied on.</summary>
    public static async Task<ExplanationItem> GetExplainAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LivePortfolioLoader loader, IDatabase database, CancellationToken cancellationToken)
    {
        var live = await loader.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken);
        var (all, priced) = (live?.Holdings.Count ?? 0, live?.Holdings.Count(h => h.Price is not null) ?? 0);
        var accounts = portfolio.AccountIds.ToHashSet();
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var open = (await ReconciliationSql.OpenAsync(transaction, cancellationToken)).Count(d => accounts.Contains(d.Account.Value));
        var heads = (await HeadSql.ReadAsync(transaction, cancellationToken)).Where(h => accounts.Contains(h.Key.Value)).OrderBy(h => h.Key.Value);
        return new ExplanationItem(
            Formulas, live?.Valuation?.Complete ?? false, priced, all - priced, live?.Valuation?.StaleCount ?? 0, all == 0 ? null : Quantity.Parse($"{100 * priced / all}"), open,
            [.. heads.Select(h => new ChainHeadItem(h.Key.Value, h.Value.Number, Convert.ToHexStringLower(h.Value.Hash)))]);
    }
}
