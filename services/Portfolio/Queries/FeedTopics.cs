using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>Topic <c>portfolio</c>: total, history and positions of one portfolio.</summary>
internal sealed class PortfolioTopic(IDatabase database) : IFeedTopic
{
    public string Name => "portfolio";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(argument, out var id)) return null;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("select 1 from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id });
        if (await command.ExecuteScalarAsync(cancellationToken) is null) return null;
        var topic = LiveTopics.Portfolio(tenant, new(id));
        return new FeedSource(topic, topic, LiveTopics.Watch(tenant, new(id)));
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
