using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Which entries.</summary>
internal sealed record AuditFilter(string? Action, string? Subject, byte[]? ActorTag, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Where an entry stands among the others, the newest first.</summary>
internal readonly record struct AuditPlace(DateTime At, long Number);

/// <summary>Pages of an audit chain. Each way to ask is in the order of an index, so that a page reads its own rows, however rare what is asked for.</summary>
internal static class AuditPages
{
    /// <summary>Every action of a group, each found by one look into the index, and of each the rows of the page.</summary>
    private const string OfActions = $"""
        with recursive names (name) as (
          (select action from platform.audit_entry where tenant_id = $1 and action collate "C" >= $6 order by action collate "C" limit 1)
          union all
          select n.action from names cross join lateral (
            select action from platform.audit_entry where tenant_id = $1 and action collate "C" > name collate "C" and action collate "C" < $6 || '/' order by action collate "C" limit 1) n)
        select {AuditSql.RowColumns} from names cross join lateral (
          select {AuditSql.RowColumns} from platform.audit_entry where tenant_id = $1 and action collate "C" = name and FILTER order by at desc, number desc limit $3) found
        where name = $6 or starts_with(name, $6 || '.') order by at desc, number desc limit $3
        """;

    private const string Plain = $"select {AuditSql.RowColumns} from platform.audit_entry where tenant_id = $1 and FILTER order by at desc, number desc limit $3";

    /// <summary>Rows behind a place that a reader asks for, newest first.</summary>
    public static async Task<List<AuditEntry>> FindAsync(IDatabaseTransaction transaction, AuditFilter filter, AuditPlace? after, int limit, CancellationToken cancellationToken)
    {
        var statement = Find(transaction.Tenant, filter, after, limit);
        await using var batch = new NpgsqlBatch(transaction.Connection) { BatchCommands = { statement } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = new List<AuditEntry>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(AuditSql.Row(reader));
        return rows;
    }

    internal static NpgsqlBatchCommand Find(TenantId tenant, AuditFilter filter, AuditPlace? after, int limit)
    {
        var (at, number) = KeysetPage.Before(filter.To, after is { } place ? (place.At, place.Number) : null);
        List<object> values = [tenant.Value, at, limit, number, filter.From?.UtcDateTime ?? DateTime.UnixEpoch];
        var conditions = new List<string> { "(at, number) < ($2, $4) and at >= $5" };
        if (filter.Action is { } action) values.Add(action);
        void Add(string condition, object? value)
        {
            if (value is null) return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }

        Add("subject =", filter.Subject);
        Add("actor_tag =", filter.ActorTag);
        var statement = new NpgsqlBatchCommand((filter.Action is null ? Plain : OfActions).Replace("FILTER", string.Join(" and ", conditions), StringComparison.Ordinal));
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }
}
