using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Portfolios, and what a person should look at.</summary>
internal sealed class PortfolioQueries
{
    /// <summary>Who asks, and whose data it is.</summary>
    [Authorize(Permission.ReadPart)]
    public static ViewerItem GetViewer(ClaimsPrincipal user) => new(user.Actor(), user.Member(), [.. user.FindAll(ClaimTypes.Role).Select(r => r.Value)]);

    /// <summary>All portfolios of the tree that the viewer may read.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ReadPart), UsePaging(DefaultPageSize = 100)]
    public static async Task<Connection<PortfolioItem>> GetPortfoliosAsync(PagingArguments paging, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return PortfolioItem.Page(tree, tree.Nodes.Where(n => tree.Allows(user.ScopeOf(Permission.Read), n.Id)), paging);
    }

    /// <summary>One portfolio; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ReadPart)]
    public static async Task<PortfolioItem?> GetPortfolioAsync([ID] Guid id, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return tree.Allows(user.ScopeOf(Permission.Read), new(id)) && tree.Find(new(id)) is { } node ? PortfolioItem.Of(tree, node) : null;
    }

    /// <summary>What a person should look at, newest first.</summary>
    /// <param name="accountId">Only of this account.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<ProblemItem>> GetProblemsAsync([ID] Guid? accountId, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 3, w => new ProblemPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1]), Guid.Parse(w[2])));
        var found = await ProblemQuery.PageAsync(reads, user.Tenant(), accountId, after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(f => ProblemItem.Of(f.Problem) with { Id = f.Id })], paging, p => KeysetPage.Cursor(p.FoundAt, p.AccountId, p.Id));
    }

    /// <summary>Pairs that may be transfers between own accounts and wait for a decision.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<SuggestionItem>> GetTransferSuggestionsAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => (Guid.Parse(w[0]), Guid.Parse(w[1])));
        var found = await ProblemQuery.SuggestionsAsync(reads, user.Tenant(), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of(
            [.. found.Select(s => new SuggestionItem(s.LeftAccount, s.LeftEntry, s.ArrivedAccount, s.ArrivedEntry, s.Reason))], paging, s => KeysetPage.Cursor(s.LeftTransactionId, s.ArrivedTransactionId));
    }
}
