using System.Collections.Concurrent;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>
/// Trees as they were read last. Every change of a tree notes its new state with a time above all before (<see cref="TreeVersion"/>): who asks reads the time of the newest,
/// and the state itself only when it is another than the one known here. So an answer is as new as the database.
/// </summary>
internal sealed class KnownTrees
{
    private const int Most = 2000;

    private readonly ConcurrentDictionary<TenantId, (DateTimeOffset At, PortfolioTree Tree)> known = [];

    public async Task<PortfolioTree> ReadAsync(IReads reads, TenantId tenant, CancellationToken cancellationToken)
    {
        var (at, tree) = known.GetValueOrDefault(tenant, (DateTimeOffset.UnixEpoch, PortfolioTree.Empty));
        var statement = new NpgsqlBatchCommand("select recorded_at, case when recorded_at <> $2 then body end from portfolio.tree_version where tenant_id = $1 order by recorded_at desc limit 1");
        statement.Parameters.Add(new() { Value = tenant.Value });
        statement.Parameters.Add(new() { Value = at.UtcDateTime });
        var rows = await reads.ReadAsync(tenant, statement, r => (At: new DateTimeOffset(r.GetDateTime(0), TimeSpan.Zero), Body: r.IsDBNull(1) ? null : r.GetString(1)), cancellationToken);
        if (rows.Count == 0) return PortfolioTree.Empty;
        return rows[0].Body is { } body ? Keep(tenant, rows[0].At, TreeVersion.Parse(body)) : tree;
    }

    private PortfolioTree Keep(TenantId tenant, DateTimeOffset at, PortfolioTree tree)
    {
        if (known.Count >= Most) known.Clear();
        known[tenant] = (at, tree);
        return tree;
    }
}
