using Npgsql;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Rows of audit chains.</summary>
internal static class AuditSql
{
    /// <summary>What <see cref="Row"/> reads.</summary>
    internal const string RowColumns = "number, hash, at, action, subject, outcome, actor_tag, private_hash, private";

    private const string Columns = $"select {RowColumns} from platform.audit_entry where tenant_id = $1";

    /// <summary>The end of the chain, locked until the transaction is over. The lock is taken before the end is read, so that the read sees what the holder before it committed.</summary>
    public static async Task<AuditHead> LockHeadAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock(hashtextextended($1, 0))") { Parameters = { new() { Value = $"audit {transaction.Tenant}" } } },
                new("select number, hash from platform.audit_entry where tenant_id = $1 order by number desc limit 1") { Parameters = { new() { Value = transaction.Tenant.Value } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : AuditChain.Genesis(transaction.Tenant);
    }

    public static async Task InsertAsync(IDatabaseTransaction transaction, AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into platform.audit_entry (tenant_id, number, hash, at, action, subject, outcome, actor_tag, private_hash, private) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", transaction.Connection);
        object[] values = [transaction.Tenant.Value, entry.Number, entry.Hash, entry.At.UtcDateTime, entry.Action, entry.Subject, entry.Outcome, entry.ActorTag, entry.PrivateHash, entry.Private];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The next rows of the chain, oldest first.</summary>
    public static Task<List<AuditEntry>> AfterAsync(IDatabaseTransaction transaction, long number, int limit, CancellationToken cancellationToken) =>
        ReadAsync(transaction, $"{Columns} and number > $2 order by number limit $3", [new() { Value = number }, new() { Value = limit }], cancellationToken);

    /// <summary>The latest rows about a subject, newest first.</summary>
    public static Task<List<AuditEntry>> LatestAsync(IDatabaseTransaction transaction, string subject, string[] actions, int limit, CancellationToken cancellationToken) =>
        ReadAsync(transaction, $"{Columns} and subject = $2 and action = any($3) order by at desc, number desc limit $4", [new() { Value = subject }, new() { Value = actions }, new() { Value = limit }], cancellationToken);

    private static async Task<List<AuditEntry>> ReadAsync(IDatabaseTransaction transaction, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<AuditEntry>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(Row(reader));
        return rows;
    }

    internal static AuditEntry Row(NpgsqlDataReader r) => new(
        r.GetInt64(0), r.GetFieldValue<byte[]>(1), new DateTimeOffset(r.GetDateTime(2), TimeSpan.Zero), r.GetString(3), r.GetString(4), r.GetString(5),
        r.GetFieldValue<byte[]>(6), r.GetFieldValue<byte[]>(7), r.GetFieldValue<byte[]>(8));
}
