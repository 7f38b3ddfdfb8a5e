using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Reads transactions by keyset in either order: each account's index gives its next few, and the first of all are taken. Cost depends on the page, not on the ledger.</summary>
internal static class TransactionPages
{
    private static readonly TransactionCursor Oldest = new(DateTimeOffset.UnixEpoch, long.MinValue, Guid.Empty);

    public static async Task<Connection<TransactionItem>> ReadAsync(
        IDatabaseTransaction transaction, IEnumerable<Guid> accounts, TransactionFilter filter, TransactionOrder order, TransactionCursor? after, int first, CancellationToken cancellationToken)
    {
        var start = after ?? (order == TransactionOrder.NewestFirst ? TransactionCursor.Newest : Oldest);
        await using var command = new NpgsqlCommand(Sql(order), transaction.Connection);
        Bind(command.Parameters, transaction.Tenant, accounts, filter, start, first + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var edges = new List<Edge<TransactionItem>>();
        var more = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (more = edges.Count == first) break;
            var row = Row(reader);
            edges.Add(new Edge<TransactionItem>(new TransactionCursor(row.Time, reader.GetInt64(3), row.Id).ToString(), row));
        }

        return new(edges, new PageInfo(more, after is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    private static string Sql(TransactionOrder order)
    {
        var (than, way) = order == TransactionOrder.NewestFirst ? ("<", "desc") : (">", "asc");
        return $"""
            select e.account_id, e.entry_id, e.time, e.sequence, e.kind, e.status, e.source, e.native_id, e.version, p.layer, p.counts, e.codes, p.assets, e.amounts::text[], e.roles,
              e.reference, e.market, e.tx_hash, e.network, e.flags, e.recorded_at
            from (
              select c.* from unnest($2) as a(account_id)
              cross join lateral (
                select t.* from portfolio.transactions_current t
                where t.tenant_id = $1 and t.account_id = a.account_id and (t.time, t.sequence, t.entry_id) {than} ($3, $4, $5) and ($6::text is null or $6 = any(t.assets))
                  and t.time >= $8 and t.time < $9
                  and ($10::smallint[] is null or exists (
                    select 1 from portfolio.ledger_entry k where k.tenant_id = t.tenant_id and k.account_id = t.account_id and k.number = t.number and k.kind = any($10)))
                order by t.time {way}, t.sequence {way}, t.entry_id {way} limit $7) c
              order by c.time {way}, c.sequence {way}, c.entry_id {way} limit $7) p
            join portfolio.ledger_entry e on e.tenant_id = p.tenant_id and e.account_id = p.account_id and e.number = p.number
            order by e.time {way}, e.sequence {way}, e.entry_id {way}
            """;
    }

    private static void Bind(NpgsqlParameterCollection p, TenantId tenant, IEnumerable<Guid> accounts, TransactionFilter filter, TransactionCursor start, int rows)
    {
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = accounts.ToArray() });
        p.Add(new() { Value = start.Time.UtcDateTime });
        p.Add(new() { Value = start.Sequence });
        p.Add(new() { Value = start.EntryId });
        p.Add(new() { Value = (object?)filter.AssetId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = rows });
        p.Add(new() { Value = filter.From?.UtcDateTime ?? DateTime.UnixEpoch });
        p.Add(new() { Value = filter.To?.UtcDateTime ?? TransactionCursor.Newest.Time.UtcDateTime });
        p.Add(new() { Value = filter.Kinds is { } kinds ? kinds.Select(k => (short)k).ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint });
    }

    private static TransactionItem Row(NpgsqlDataReader r) => new(
        r.GetGuid(1), r.GetGuid(0), Utc(r, 2), (TransactionKind)r.GetInt16(4), (TransactionStatus)r.GetInt16(5), r.GetString(6), r.GetString(7), r.GetInt32(8), r.GetInt16(9) > 0, r.GetBoolean(10),
        Legs(r), Text(r, 15), Text(r, 16), Text(r, 17), Text(r, 18), r.GetFieldValue<string[]>(19), Utc(r, 20));

    private static LegItem[] Legs(NpgsqlDataReader r)
    {
        var (codes, assets, amounts, roles) = (r.GetFieldValue<string[]>(11), r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13), r.GetFieldValue<short[]>(14));
        return [.. codes.Select((code, i) => new LegItem(code, assets[i], Quantity.Parse(amounts[i]), (LegRole)roles[i]))];
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
