using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Portfolios, and what a person should look at.</summary>
internal sealed class PortfolioQueries(IDatabase database)
{
    /// <summary>Who asks, and whose data it is.</summary>
    [Authorize(Permission.ReadPart)]
    public static ViewerItem GetViewer(ClaimsPrincipal user) => new(user.Actor(), [.. user.FindAll(ClaimTypes.Role).Select(r => r.Value)]);

    /// <summary>All portfolios of the tree that the viewer may read.</summary>
    [Authorize(Permission.ReadPart), UsePaging(DefaultPageSize = 100)]
    public static async Task<IReadOnlyList<PortfolioItem>> GetPortfoliosAsync(ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken)
    {
        var tree = (await trees.LoadAsync(user.Tenant(), cancellationToken))!;
        return [.. tree.Nodes.Where(n => tree.Allows(user.ScopeOf(Permission.Read), n.Id)).Select(n => PortfolioItem.Of(tree, n))];
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
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<IReadOnlyList<ProblemItem>> GetProblemsAsync([ID] Guid? accountId, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken) =>
        [.. (await ProblemQuery.ReadAsync(reads, user.Tenant(), accountId, cancellationToken)).Select(ProblemItem.Of)];

    /// <summary>Pairs that may be transfers between own accounts and wait for a decision.</summary>
    [UsePaging]
    public async Task<IReadOnlyList<SuggestionItem>> GetTransferSuggestionsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var found = await ProblemQuery.SuggestionsAsync(transaction, cancellationToken);
        return [.. found.Select(s => new SuggestionItem(s.LeftAccount, s.LeftEntry, s.ArrivedAccount, s.ArrivedEntry, s.Reason))];
    }
}
