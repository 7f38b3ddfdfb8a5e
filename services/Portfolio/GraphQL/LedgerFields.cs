using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What a portfolio tells from its ledger, now or at a past pair.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class LedgerFields
{
    /// <summary>Transactions of its accounts, by keyset: a page costs the same wherever it stands and however rare what is asked for. The same past pair is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="filter">Which; all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Asks the database.</param>
    /// <param name="pages">Reads the ledger.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="order">Which come first.</param>
    /// <param name="asOf">What had happened until then; knownAt if left out.</param>
    /// <param name="knownAt">The versions that held for what had been recorded until then; those that hold now if left out.</param>
    [UsePaging(MaxPageSize = 1000)]
    public static async Task<Connection<TransactionItem>> GetTransactionsAsync(
        [Parent] PortfolioItem portfolio, TransactionFilter? filter, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, TransactionPages pages, TimeProvider time, CancellationToken cancellationToken,
        TransactionOrder order = TransactionOrder.NewestFirst, DateTimeOffset? asOf = null, DateTimeOffset? knownAt = null)
    {
        var after = paging.After is null ? null : TransactionCursor.Parse(paging.After) ?? throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
        var pair = PastPair.Of(asOf, knownAt, time.GetUtcNow());
        return await pages.ReadAsync(reads, user.Tenant(), portfolio, new TransactionPageRequest(filter ?? new TransactionFilter(), order, after, paging.First!.Value, pair, knownAt is not null), cancellationToken);
    }

    /// <summary>What its accounts held at an instant, account by account. The same past pair is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="asOf">What had happened until then counts.</param>
    /// <param name="knownAt">What had been recorded until then counts; all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 500, MaxPageSize = 2000), Cost(100)]
    public static async Task<Connection<PastPositionItem>> GetPositionsAsOfAsync(
        [Parent] PortfolioItem portfolio, DateTimeOffset asOf, DateTimeOffset? knownAt, PagingArguments paging, ClaimsPrincipal user, PastPortfolioLoader past, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await past.LoadAsync((user.Tenant(), portfolio.Id, PastPair.Of(asOf, knownAt, time.GetUtcNow())!.Value), cancellationToken);
        var positions = (found?.Pools ?? []).Select(ProfitTable.Item).OrderBy(p => $"{p.AccountId} {p.AssetId}", StringComparer.Ordinal);
        return OrderedPage.ByKey(positions, paging, p => $"{p.AccountId} {p.AssetId}");
    }

    /// <summary>Profit and loss by asset, account or venue, at average cost, now or at a past pair. The same past pair is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="by">What it is told by.</param>
    /// <param name="asOf">What had happened until then counts; all if left out.</param>
    /// <param name="knownAt">What had been recorded until then counts; all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="live">Reads the prices of the present.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000), Cost(100)]
    public static async Task<Connection<ProfitItem>> GetProfitAndLossAsync(
        [Parent] PortfolioItem portfolio, ProfitBy by, DateTimeOffset? asOf, DateTimeOffset? knownAt, PagingArguments paging, ClaimsPrincipal user, LivePortfolioLoader live, PastPortfolioLoader past, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pair = PastPair.Of(asOf, knownAt, now) ?? PastPair.Of(now.AddDays(2), now, now)!.Value;
        var then = await past.LoadAsync((user.Tenant(), portfolio.Id, pair), cancellationToken);
        var isPast = asOf is not null || knownAt is not null;
        var rows = then is null ? [] : isPast ? ProfitTable.Of(then, by, then.ValueOf) : await NowAsync(portfolio, by, then, user, live, cancellationToken);
        return OrderedPage.ByKey(rows, paging, r => r.Key);
    }

    private static async Task<IReadOnlyList<ProfitItem>> NowAsync(PortfolioItem portfolio, ProfitBy by, PastPortfolio then, ClaimsPrincipal user, LivePortfolioLoader live, CancellationToken cancellationToken)
    {
        var holdings = (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Holdings ?? [];
        var prices = holdings.Where(h => h.Price is not null).ToDictionary(h => new AssetId(h.AssetId), h => h.Price!.Value);
        return ProfitTable.Of(then, by, (asset, amount) => amount.IsZero ? Quantity.Zero : amount.TryToDecimal(out _) && prices.TryGetValue(asset, out var price) ? amount * price : null);
    }
}
