using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Where this module's live values are.</summary>
internal static class LiveSources
{
    public static FeedSource Portfolio(TenantId tenant, Guid portfolio)
    {
        var topic = LiveTopics.Portfolio(tenant, new(portfolio));
        return new FeedSource(topic, topic, LiveTopics.Watch(tenant, new(portfolio)));
    }

    public static FeedSource Reconciliation(TenantId tenant) => new(ReconciliationFeed.TopicOf(tenant), ReconciliationFeed.TopicOf(tenant), null);

    public static FeedSource Accounts(TenantId tenant) => new(LiveTopics.Accounts(tenant), LiveTopics.Accounts(tenant), null);
}
