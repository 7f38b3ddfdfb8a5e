using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Topic <c>risk</c>: exposures, report, correlation and open warnings of one portfolio.</summary>
internal sealed class RiskTopic(IDatabase database) : IFeedTopic
{
    public string Name => "risk";

    public async ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(argument, out var id)) return null;
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("select 1 from portfolio.portfolio where tenant_id = $1 and portfolio_id = $2", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id });
        if (await command.ExecuteScalarAsync(cancellationToken) is null) return null;
        var topic = RiskFeed.TopicOf(tenant, new(id));
        return new FeedSource(topic, topic, WatchKey: null);
    }
}
