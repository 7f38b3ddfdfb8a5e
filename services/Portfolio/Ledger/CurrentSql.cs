using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Data;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>The projection of which version holds.</summary>
internal static class CurrentSql
{
    // Arrays are unnested side by side in the select list: that streams, while several of them in 'from' are each written out first.
    private const string Moved = """
        select unnest($3) as entry_id, unnest($4) as number, unnest($5) as layer, unnest($6) as progress, unnest($7) as version, unnest($8) as versions,
          unnest($9) as seen, unnest($10) as time, unnest($11) as sequence, unnest($12) as counts, unnest($13) as assets
        """;

    private const string Insert = $"""
        insert into portfolio.transactions_current (tenant_id, account_id, entry_id, number, layer, progress, version, versions, seen, time, sequence, counts, assets)
        select $1, $2, entry_id, number, layer, progress, version, versions, seen, time, sequence, counts, assets::text[] from ({Moved}) t
        """;

    private const string Update = $"""
        update portfolio.transactions_current c set number = t.number, layer = t.layer, progress = t.progress, version = t.version, versions = t.versions,
          seen = t.seen, time = t.time, sequence = t.sequence, counts = t.counts, assets = t.assets::text[]
        from ({Moved}) t where c.tenant_id = $1 and c.entry_id = t.entry_id and c.account_id = $2
        """;

    private const string Keep = """
        insert into portfolio.transactions_past (tenant_id, account_id, entry_id, number, until_number, layer, time, sequence, counts, assets)
        select c.tenant_id, c.account_id, c.entry_id, c.number, k.number, c.layer, c.time, c.sequence, c.counts, c.assets
        from unnest($2, $3) as k(entry_id, number) join portfolio.transactions_current c on c.tenant_id = $1 and c.entry_id = k.entry_id
        on conflict do nothing
        """;

    // One descent of the index for each id: 'entry_id = any(…)' would compare every entry of each page it meets with the whole list.
    private const string Known = """
        select c.* from unnest($2) as k(id) cross join lateral (
          select entry_id, layer, progress, version, versions, seen, time from portfolio.transactions_current where tenant_id = $1 and entry_id = k.id limit 1) c
        """;

    public static async Task<Dictionary<Guid, CurrentRow>> ReadAsync(IDatabaseTransaction transaction, Guid[] entries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Known, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = entries });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new Dictionary<Guid, CurrentRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var rank = new EntryRank(reader.GetInt16(1), reader.GetInt16(2), reader.GetInt32(3));
            rows.Add(reader.GetGuid(0), CurrentRow.Stored(reader.GetGuid(0), rank, reader.GetInt32(4), reader.GetFieldValue<byte[]>(5), new(reader.GetDateTime(6), TimeSpan.Zero)));
        }

        return rows;
    }

    /// <summary>The accounts some transactions stand in.</summary>
    public static async Task<HashSet<Guid>> AccountsOfAsync(IDatabaseTransaction transaction, Guid[] entries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select distinct account_id from portfolio.transactions_current where tenant_id = $1 and entry_id = any($2)", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = entries });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken)) accounts.Add(reader.GetGuid(0));
        return accounts;
    }

    /// <summary>Writes rows whose holding version changed. Under the lock on the account's head a row that was not found is new.</summary>
    public static async Task WriteMovedAsync(IDatabaseTransaction transaction, AccountId account, List<CurrentRow> rows, AssetResolver resolver, CancellationToken cancellationToken)
    {
        await WriteMovedAsync(transaction, account, Insert, rows.FindAll(r => r.IsNew), resolver, cancellationToken);
        await KeepAsync(transaction, rows.FindAll(r => !r.IsNew), cancellationToken);
        await WriteMovedAsync(transaction, account, Update, rows.FindAll(r => !r.IsNew), resolver, cancellationToken);
    }

    /// <summary>Keeps the versions that held until now.</summary>
    private static async Task KeepAsync(IDatabaseTransaction transaction, List<CurrentRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand(Keep, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        Add(command.Parameters, NpgsqlDbType.Uuid, rows, r => r.EntryId);
        Add(command.Parameters, NpgsqlDbType.Bigint, rows, r => r.Number);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteMovedAsync(IDatabaseTransaction transaction, AccountId account, string sql, List<CurrentRow> rows, AssetResolver resolver, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = account.Value });
        Add(p, NpgsqlDbType.Uuid, rows, r => r.EntryId);
        Add(p, NpgsqlDbType.Bigint, rows, r => r.Number);
        Add(p, NpgsqlDbType.Smallint, rows, r => (short)r.Rank.Layer);
        Add(p, NpgsqlDbType.Smallint, rows, r => (short)r.Rank.Progress);
        Add(p, NpgsqlDbType.Integer, rows, r => (int)r.Rank.Version);
        Add(p, NpgsqlDbType.Integer, rows, r => r.Versions);
        Add(p, NpgsqlDbType.Bytea, rows, r => r.Seen);
        Add(p, NpgsqlDbType.TimestampTz, rows, r => r.Fact.Time.UtcDateTime);
        Add(p, NpgsqlDbType.Bigint, rows, r => r.Fact.Sequence);
        Add(p, NpgsqlDbType.Boolean, rows, r => r.Counts);
        Add(p, NpgsqlDbType.Text, rows, r => ArrayLiteral.Of(r.Fact.Legs.Select(l => resolver.Resolve(r.Venue, l, r.Fact.Time).Value)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes rows that saw a content which does not hold.</summary>
    public static async Task WriteSeenAsync(IDatabaseTransaction transaction, AccountId account, List<CurrentRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            update portfolio.transactions_current c set versions = t.versions, seen = t.seen
            from unnest($3, $4, $5) as t(entry_id, versions, seen)
            where c.tenant_id = $1 and c.entry_id = t.entry_id and c.account_id = $2
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        Add(command.Parameters, NpgsqlDbType.Uuid, rows, r => r.EntryId);
        Add(command.Parameters, NpgsqlDbType.Integer, rows, r => r.Versions);
        Add(command.Parameters, NpgsqlDbType.Bytea, rows, r => r.Seen);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, List<CurrentRow> rows, Func<CurrentRow, T> column) =>
        parameters.Add(new() { Value = rows.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
