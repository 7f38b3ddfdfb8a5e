using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Topic <c>derivatives</c>: open positions, the margins behind them and slopes by underlying of one portfolio.</summary>
internal sealed class DerivativesTopic(IDatabase database) : IFeedTopic
{
    public string Name => "derivatives";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (await TreeSql.FindAsync(database, tenant, argument, cancellationToken) is not { } id) return null;
        var topic = DerivativeFeed.TopicOf(tenant, id);
        return new FeedSource(topic, topic, WatchKey: null);
    }
}
