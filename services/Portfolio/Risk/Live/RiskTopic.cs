using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Topic <c>risk</c>: exposures, report, correlation and open warnings of one portfolio.</summary>
internal sealed class RiskTopic(IDatabase database) : IFeedTopic
{
    public string Name => "risk";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (await TreeSql.FindAsync(database, tenant, argument, cancellationToken) is not { } id) return null;
        var topic = RiskFeed.TopicOf(tenant, id);
        return new FeedSource(topic, topic, WatchKey: null);
    }
}
