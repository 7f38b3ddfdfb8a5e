using System.Security.Claims;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>Topic <c>portfolio</c>: total, history and positions of one portfolio.</summary>
internal sealed class PortfolioTopic(IDatabase database) : IFeedTopic
{
    public string Name => "portfolio";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        await TreeSql.FindAsync(database, tenant, argument, cancellationToken) is { } id ? LiveSources.Portfolio(tenant, id.Value) : null;

    public async ValueTask<FeedSource?> ResolveAsync(ClaimsPrincipal viewer, string? argument, CancellationToken cancellationToken)
    {
        var scope = viewer.ScopeOf(Permission.Read);
        if (scope.IsAll) return await ResolveAsync(viewer.Tenant(), argument, cancellationToken);
        if (scope.IsEmpty || !Guid.TryParse(argument, out var id)) return null;
        await using var transaction = await database.BeginAsync(viewer.Tenant(), cancellationToken);
        return (await TreeSql.ReadAsync(transaction, cancellationToken)).Allows(scope, new(id)) ? await ResolveAsync(viewer.Tenant(), argument, cancellationToken) : null;
    }
}

/// <summary>Topic <c>portfolios</c>: the tree.</summary>
internal sealed class PortfoliosTopic : IFeedTopic
{
    public string Name => "portfolios";

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(FeedSource.Of(tenant, TreeFeed.TopicOf(tenant)));
}

/// <summary>Topic <c>reconciliation</c>: open differences between ledger and venues.</summary>
internal sealed class ReconciliationTopic : IFeedTopic
{
    public string Name => "reconciliation";

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(LiveSources.Reconciliation(tenant));
}
