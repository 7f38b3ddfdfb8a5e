using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Risk;

/// <summary>A topic about the risk of one portfolio, the tenant's own.</summary>
/// <param name="name">What a client subscribes to, before the portfolio's id.</param>
/// <param name="topicOf">Where what is published about it stands.</param>
/// <param name="database">Where portfolios are found.</param>
internal sealed class RiskTopic(string name, Func<TenantId, PortfolioId, string> topicOf, IDatabase database) : IFeedTopic
{
    public string Name => name;

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        await TreeSql.FindAsync(database, tenant, argument, cancellationToken) is { } id ? FeedSource.Of(tenant, topicOf(tenant, id)) : null;
}
