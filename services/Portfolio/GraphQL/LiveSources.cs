using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Where this module's live values are.</summary>
internal static class LiveSources
{
    public static FeedSource Portfolio(TenantId tenant, Guid portfolio) => FeedSource.Of(tenant, LiveTopics.Portfolio(tenant, new(portfolio)), LiveTopics.Watch(tenant, new(portfolio)));

    public static FeedSource Reconciliation(TenantId tenant) => FeedSource.Of(tenant, ReconciliationFeed.TopicOf(tenant));

    public static FeedSource Accounts(TenantId tenant) => FeedSource.Of(tenant, LiveTopics.Accounts(tenant));
}
