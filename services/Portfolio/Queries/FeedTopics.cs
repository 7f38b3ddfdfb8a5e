using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>Topic <c>portfolio</c>: total, history and positions of one portfolio.</summary>
internal sealed class PortfolioTopic(IDatabase database) : IFeedTopic
{
    public string Name => "portfolio";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (await TreeSql.FindAsync(database, tenant, argument, cancellationToken) is not { } id) return null;
        var topic = LiveTopics.Portfolio(tenant, id);
        return new FeedSource(topic, topic, LiveTopics.Watch(tenant, id));
    }
}

/// <summary>Topic <c>portfolios</c>: the tree.</summary>
internal sealed class PortfoliosTopic : IFeedTopic
{
    public string Name => "portfolios";

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(new(TreeFeed.TopicOf(tenant), TreeFeed.TopicOf(tenant), WatchKey: null));
}

/// <summary>Topic <c>reconciliation</c>: open differences between ledger and venues.</summary>
internal sealed class ReconciliationTopic : IFeedTopic
{
    public string Name => "reconciliation";

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(new(ReconciliationFeed.TopicOf(tenant), ReconciliationFeed.TopicOf(tenant), WatchKey: null));
}
