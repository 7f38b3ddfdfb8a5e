using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Reads what was known at an instant.</summary>
internal sealed class KnowledgeSql(IDatabase database, TimeProvider time)
{
    private const int Kept = 8;

    /// <summary>A transaction that appends takes its recording time before it is committed: what is younger may still be on its way.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<long, AssetResolver> resolvers = [];

    /// <summary>Begins to read the past: every append that began before is committed or gone then.</summary>
    public async Task<IDatabaseTransaction> BeginAsync(TenantId tenant, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        if (knownAt > time.GetUtcNow() - Settled) await WaitAsync(tenant, cancellationToken);
        return await database.BeginAsync(tenant, cancellationToken);
    }

    public async Task<Knowledge> ReadAsync(IDatabaseTransaction transaction, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        Add(batch, """
            select h.account_id, m.number from portfolio.account_head h cross join lateral (
              select number from portfolio.ledger_mark m where m.tenant_id = h.tenant_id and m.account_id = h.account_id and m.recorded_at <= $2 order by m.recorded_at desc limit 1) m
            where h.tenant_id = $1
            """, transaction.Tenant, knownAt);
        Add(batch, """
            select body from portfolio.tree_version where tenant_id = $1 order by recorded_at <= $2 desc, case when recorded_at <= $2 then recorded_at end desc, recorded_at limit 1
            """, transaction.Tenant, knownAt);
        Add(batch, """
            select version from portfolio.asset_registry_version where $1::uuid is not null order by recorded_at <= $2 desc, case when recorded_at <= $2 then version end desc, version limit 1
            """, transaction.Tenant, knownAt);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var heads = new Dictionary<AccountId, long>();
        while (await reader.ReadAsync(cancellationToken)) heads.Add(new(reader.GetGuid(0)), reader.GetInt64(1));
        await reader.NextResultAsync(cancellationToken);
        var tree = await reader.ReadAsync(cancellationToken) ? TreeVersion.Parse(reader.GetString(0)) : PortfolioTree.Empty;
        await reader.NextResultAsync(cancellationToken);
        var version = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0;
        await reader.DisposeAsync();
        return new Knowledge(knownAt, heads, await ResolverAsync(transaction, version, cancellationToken), tree);
    }

    /// <summary>Waits until every append that began before is committed or gone; in a transaction of its own, so that it keeps nobody out afterwards.</summary>
    private Task WaitAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var wait = new NpgsqlBatchCommand("select set_config('lock_timeout', '20s', true), pg_advisory_xact_lock(hashtextextended('portfolio.known ' || $1, 0))") { Parameters = { new() { Value = tenant.Value } } };
        return database.ReadAsync(tenant, wait, _ => true, cancellationToken);
    }

    private async Task<AssetResolver> ResolverAsync(IDatabaseTransaction transaction, long version, CancellationToken cancellationToken)
    {
        if (version == 0) return AssetResolver.Empty;
        if (resolvers.TryGetValue(version, out var known)) return known;
        await using var command = new NpgsqlCommand("select body from portfolio.asset_registry_version where version = $1", transaction.Connection);
        command.Parameters.Add(new() { Value = version });
        var body = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (resolvers.Count >= Kept) resolvers.Clear();
        return resolvers[version] = new AssetResolver(JsonSerializer.Deserialize<AssetRegistryPublished>(body, JsonSerializerOptions.Web)!);
    }

    private static void Add(NpgsqlBatch batch, string sql, TenantId tenant, DateTimeOffset knownAt)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = knownAt.UtcDateTime });
        batch.BatchCommands.Add(command);
    }
}
