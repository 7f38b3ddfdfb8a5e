using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What a portfolio tells besides its name.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class PortfolioFields
{
    /// <summary>The node above it; null at the top.</summary>
    public static async Task<PortfolioItem?> GetParentAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return portfolio.ParentId is { } id && tree.Find(new(id)) is { } node ? PortfolioItem.Of(tree, node) : null;
    }

    /// <summary>The nodes right below it.</summary>
    public static async Task<IReadOnlyList<PortfolioItem>> GetChildrenAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return [.. tree.Nodes.Where(n => n.Parent?.Value == portfolio.Id).Select(n => PortfolioItem.Of(tree, n))];
    }

    /// <summary>What it is worth now; null before it was valued the first time.</summary>
    public static async Task<ValuationItem?> GetValuationAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LivePortfolioLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Valuation;

    /// <summary>What it holds now, the largest first.</summary>
    [UsePaging(DefaultPageSize = 100)]
    public static async Task<IReadOnlyList<HoldingItem>> GetHoldingsAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LivePortfolioLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Holdings ?? [];

    /// <summary>Its value over time, one point every five minutes, oldest first.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="from">From when.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the history.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 300, MaxPageSize = 2000)]
    public static async Task<IReadOnlyList<ValuePoint>> GetHistoryAsync([Parent] PortfolioItem portfolio, DateTimeOffset from, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return [.. (await HistorySql.ReadAsync(transaction, new(portfolio.Id), from, cancellationToken)).Select(p => new ValuePoint(p.At, p.Value))];
    }

    /// <summary>Transactions of its accounts, by keyset: a page costs the same wherever it stands.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="filter">Which; all if left out.</param>
    /// <param name="order">Which come first.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(MaxPageSize = 1000)]
    public static async Task<Connection<TransactionItem>> GetTransactionsAsync(
        [Parent] PortfolioItem portfolio, TransactionFilter? filter, PagingArguments paging, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken,
        TransactionOrder order = TransactionOrder.NewestFirst)
    {
        var after = paging.After is null ? null : TransactionCursor.Parse(paging.After) ?? throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
        filter ??= new TransactionFilter();
        var accounts = filter.AccountIds is { } wanted ? portfolio.AccountIds.Intersect(wanted) : portfolio.AccountIds;
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return await TransactionPages.ReadAsync(transaction, accounts, filter, order, after, paging.First!.Value, cancellationToken);
    }

    /// <summary>What its accounts held at an instant, by what was known at another. It reads the whole ledger.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="asOf">What had happened until then counts.</param>
    /// <param name="knownAt">What had been recorded until then counts; all if left out.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="positions">Reads the ledger.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 500, MaxPageSize = 2000), Cost(1000)]
    public static async Task<IReadOnlyList<PastPositionItem>> GetPositionsAsOfAsync(
        [Parent] PortfolioItem portfolio, DateTimeOffset asOf, DateTimeOffset? knownAt, ClaimsPrincipal user, PastPositions positions, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await positions.ReadAsync(user.Tenant(), new(portfolio.Id), asOf, knownAt ?? time.GetUtcNow().AddDays(2), cancellationToken);
        return [.. (found ?? []).Select(ProfitTable.Item)];
    }

    /// <summary>Profit and loss by asset, account or venue, at average cost. It reads the whole ledger.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="by">What it is told by.</param>
    /// <param name="asOf">What had happened until then counts; all if left out.</param>
    /// <param name="knownAt">What had been recorded until then counts; all if left out.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="positions">Reads the ledger.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(1000), ListSize(AssumedSize = 100)]
    public static async Task<IReadOnlyList<ProfitItem>> GetProfitAndLossAsync(
        [Parent] PortfolioItem portfolio, ProfitBy by, DateTimeOffset? asOf, DateTimeOffset? knownAt, ClaimsPrincipal user, PastPositions positions, TreeLoader trees, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var always = time.GetUtcNow().AddDays(2);
        var found = await positions.ReadAsync(user.Tenant(), new(portfolio.Id), asOf ?? always, knownAt ?? always, cancellationToken) ?? [];
        return ProfitTable.Of(found.Select(ProfitTable.Item), by, (await trees.LoadAsync(user.Tenant(), cancellationToken))!);
    }
}
