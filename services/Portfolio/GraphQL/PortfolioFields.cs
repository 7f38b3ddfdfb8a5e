using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Past;
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
        return portfolio.ParentId is { } id && tree.Allows(user.ScopeOf(Permission.Read), new(id)) && tree.Find(new(id)) is { } node ? PortfolioItem.Of(tree, node) : null;
    }

    /// <summary>The nodes right below it.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<PortfolioItem>> GetChildrenAsync([Parent] PortfolioItem portfolio, PagingArguments paging, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return PortfolioItem.Page(tree, tree.Nodes.Where(n => n.Parent?.Value == portfolio.Id), paging);
    }

    /// <summary>What it is worth now, or was; null before it was valued the first time. The same past pair is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="live">Reads the present.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="asOf">What had happened until then counts; knownAt if left out.</param>
    /// <param name="knownAt">What had been recorded until then counts; now if left out.</param>
    public static async Task<ValuationItem?> GetValuationAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, LivePortfolioLoader live, PastPortfolioLoader past, TimeProvider time, CancellationToken cancellationToken,
        DateTimeOffset? asOf = null, DateTimeOffset? knownAt = null)
    {
        if (PastPair.Of(asOf, knownAt, time.GetUtcNow()) is not { } pair) return (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Valuation;
        return await past.LoadAsync((user.Tenant(), portfolio.Id, pair), cancellationToken) is { } then ? PastItems.Valuation(then) : null;
    }

    /// <summary>What it holds now, or held, the largest first. The same past pair is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="live">Reads the present.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="asOf">What had happened until then counts; knownAt if left out.</param>
    /// <param name="knownAt">What had been recorded until then counts; now if left out.</param>
    [UsePaging(DefaultPageSize = 100)]
    public static async Task<Connection<HoldingItem>> GetHoldingsAsync(
        [Parent] PortfolioItem portfolio, PagingArguments paging, ClaimsPrincipal user, LivePortfolioLoader live, PastPortfolioLoader past, TimeProvider time, CancellationToken cancellationToken,
        DateTimeOffset? asOf = null, DateTimeOffset? knownAt = null)
    {
        IReadOnlyList<HoldingItem> Then(PastPortfolio? then) => then is null ? [] : PastItems.Holdings(then);
        var holdings = PastPair.Of(asOf, knownAt, time.GetUtcNow()) is { } pair
            ? Then(await past.LoadAsync((user.Tenant(), portfolio.Id, pair), cancellationToken)) : (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Holdings ?? [];
        return OrderedPage.BySize(holdings, paging, h => h.Value ?? Quantity.Zero, h => h.AssetId);
    }

    /// <summary>Its value over time, one point every five minutes, oldest first.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="from">From when.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the history.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 300, MaxPageSize = 2000)]
    public static async Task<Connection<ValuePoint>> GetHistoryAsync(
        [Parent] PortfolioItem portfolio, DateTimeOffset from, PagingArguments paging, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken)
    {
        var start = InstantCursor.After(paging, from);
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var points = await HistorySql.ReadAsync(transaction, new(portfolio.Id), start, paging.First!.Value + 1, cancellationToken);
        return InstantCursor.Page([.. points.Select(p => new ValuePoint(p.At, p.Value))], paging, p => p.At);
    }
}
