using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>Reads transactions by keyset, newest first: each account's index gives its next few, and the newest of all are taken. Cost depends on the page, not on the ledger.</summary>
internal static class TransactionQuery
{
    private const string Sql = """
        select e.account_id, e.entry_id, e.time, e.sequence, e.kind, e.status, e.source, e.native_id, e.version, p.layer, p.counts, e.codes, p.assets, e.amounts::text[], e.roles,
          e.reference, e.market, e.tx_hash, e.network, e.flags, e.recorded_at
        from (
          select c.* from unnest($2) as a(account_id)
          cross join lateral (
            select * from portfolio.transactions_current t
            where t.tenant_id = $1 and t.account_id = a.account_id and (t.time, t.sequence, t.entry_id) < ($3, $4, $5) and ($6::text is null or $6 = any(t.assets))
            order by t.time desc, t.sequence desc, t.entry_id desc limit $7) c
          order by c.time desc, c.sequence desc, c.entry_id desc limit $7) p
        join portfolio.ledger_entry e on e.tenant_id = p.tenant_id and e.account_id = p.account_id and e.number = p.number
        order by e.time desc, e.sequence desc, e.entry_id desc
        """;

    public static async Task<TransactionPage> ReadAsync(IDatabaseTransaction transaction, IEnumerable<AccountId> accounts, string? asset, TransactionCursor after, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = accounts.Select(a => a.Value).ToArray() });
        p.Add(new() { Value = after.Time.UtcDateTime });
        p.Add(new() { Value = after.Sequence });
        p.Add(new() { Value = after.EntryId });
        p.Add(new() { Value = (object?)asset ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (found, last) = (new List<TransactionView>(), after);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(View(reader));
            last = new(found[^1].Time, reader.GetInt64(3), found[^1].Id);
        }

        return new(found, found.Count < limit ? null : last.ToString());
    }

    private static TransactionView View(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), Utc(r, 2), $"{(TransactionKind)r.GetInt16(4)}", $"{(TransactionStatus)r.GetInt16(5)}", r.GetString(6), r.GetString(7), r.GetInt32(8), r.GetInt16(9) > 0, r.GetBoolean(10), Legs(r),
        Text(r, 15), Text(r, 16), Text(r, 17), Text(r, 18), r.GetFieldValue<string[]>(19), Utc(r, 20));

    private static LegView[] Legs(NpgsqlDataReader r)
    {
        var (codes, assets, amounts, roles) = (r.GetFieldValue<string[]>(11), r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13), r.GetFieldValue<short[]>(14));
        return [.. codes.Select((code, i) => new LegView(code, assets[i], amounts[i], $"{(LegRole)roles[i]}"))];
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
