using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Reads and moves reports.</summary>
internal static class ReportSql
{
    private const string Columns = "tenant_id, report_id, legal_entity_id, year, settings, state, stage, progress, attempts, fingerprint, error, actor, requested_at, finished_at";

    /// <summary>Asks for a report. The same id again changes nothing.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, ReportRun run, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            "insert into tax.report (tenant_id, report_id, legal_entity_id, year, settings, state, stage, progress, actor, requested_at) values ($1, $2, $3, $4, $5, 'queued', 'waiting', 0, $6, $7) on conflict do nothing",
            run.Id, run.Entity.Value, run.Year, run.Words.ToArray(), run.Actor, run.RequestedAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One report; null when the tenant has no such report.</summary>
    public static async Task<ReportRun?> FindAsync(IDatabaseTransaction transaction, Guid report, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"select {Columns} from tax.report where tenant_id = $1 and report_id = $2", report);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Reports, the newest first, behind a place.</summary>
    public static async Task<IReadOnlyList<ReportRun>> PageAsync(IDatabaseTransaction transaction, Guid? entity, Guid? after, int most, CancellationToken cancellationToken)
    {
        // Ids of reports rise with time.
        await using var command = Command(
            transaction,
            $"select {Columns} from tax.report where tenant_id = $1 and ($2 = '00000000-0000-0000-0000-000000000000' or legal_entity_id = $2) and report_id < $3 order by report_id desc limit $4",
            entity ?? Guid.Empty, after ?? Guid.AllBitsSet, most);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Takes the next report that waits, or whose runner is gone. Asked by the system role.</summary>
    public static async Task<ReportRun?> TakeAsync(IDatabaseTransaction transaction, Guid lease, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            update tax.report set state = 'running', lease = $1, lease_until = now() + $2, attempts = attempts + 1
            where (tenant_id, report_id) = (
              select tenant_id, report_id from tax.report where state = 'queued' or (state = 'running' and lease_until < now()) order by requested_at limit 1 for update skip locked)
            returning {Columns}
            """,
            transaction.Connection) { Parameters = { new() { Value = lease }, new() { Value = length } } };
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Says how far a runner is and holds the report on. False when it is not the runner's any more.</summary>
    public static Task<bool> ProgressAsync(IDatabaseTransaction transaction, Guid report, Guid lease, string stage, int progress, TimeSpan length, CancellationToken cancellationToken) => ChangeAsync(
        transaction, "update tax.report set stage = $4, progress = $5, lease_until = now() + $6 where tenant_id = $1 and report_id = $2 and lease = $3 and state = 'running'",
        cancellationToken, report, lease, stage, progress, length);

    /// <summary>Ends a report. False when it is not the runner's any more.</summary>
    public static Task<bool> FinishAsync(IDatabaseTransaction transaction, Guid report, Guid lease, string state, string? fingerprint, string? error, DateTimeOffset at, CancellationToken cancellationToken) => ChangeAsync(
        transaction,
        "update tax.report set state = $4, stage = $4, progress = case $4 when 'done' then 100 else progress end, fingerprint = nullif($5, ''), error = nullif($6, ''), finished_at = $7, lease = null, lease_until = null where tenant_id = $1 and report_id = $2 and lease = $3 and state = 'running'",
        cancellationToken, report, lease, state, fingerprint ?? "", error ?? "", at.UtcDateTime);

    /// <summary>Cancels a report that has not ended. False when it has.</summary>
    public static Task<bool> CancelAsync(IDatabaseTransaction transaction, Guid report, DateTimeOffset at, CancellationToken cancellationToken) => ChangeAsync(
        transaction, "update tax.report set state = 'cancelled', stage = 'cancelled', finished_at = $3, lease = null, lease_until = null where tenant_id = $1 and report_id = $2 and state in ('queued', 'running')",
        cancellationToken, report, at.UtcDateTime);

    private static async Task<bool> ChangeAsync(IDatabaseTransaction transaction, string sql, CancellationToken cancellationToken, params object[] arguments)
    {
        await using var command = Command(transaction, sql, arguments);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        return command;
    }

    private static async Task<List<ReportRun>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<ReportRun>();
        while (await r.ReadAsync(cancellationToken))
            found.Add(new ReportRun(new(r.GetGuid(0)), r.GetGuid(1), new(r.GetGuid(2)), r.GetInt32(3), r.GetFieldValue<string[]>(4), r.GetString(5), r.GetString(6), r.GetInt32(7), r.GetInt32(8))
            {
                Fingerprint = r.IsDBNull(9) ? null : r.GetString(9), Error = r.IsDBNull(10) ? null : r.GetString(10), Actor = r.GetString(11),
                RequestedAt = new(r.GetDateTime(12), TimeSpan.Zero), FinishedAt = r.IsDBNull(13) ? null : new(r.GetDateTime(13), TimeSpan.Zero),
            });
        return found;
    }
}
