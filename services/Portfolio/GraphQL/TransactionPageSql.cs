using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The statements behind a page of transactions.</summary>
internal static class TransactionPageSql
{
    /// <summary>The next hours in which one of the terms is found, with all that are as far.</summary>
    public static NpgsqlBatchCommand Spots(TenantId tenant, TransactionPageRequest request, Spot[] accounts, string[] terms, DateTimeOffset? beyond)
    {
        var (edge, way) = request.Newest ? ("<", "desc") : (">", "asc");
        var command = new NpgsqlBatchCommand($"""
            select distinct account_id, known, hour from (
              select s.account_id, a.known, s.hour from unnest($2, $3) as a(account_id, known) cross join unnest($4) as q(term) cross join lateral (
                select t.account_id, t.hour from portfolio.transaction_term t
                where t.tenant_id = $1 and t.account_id = a.account_id and t.term = q.term and t.hour {edge}{(beyond is null ? "=" : "")} $5 and t.hour >= $6 and t.hour < $7
                order by t.hour {way} limit $8) s
              order by s.hour {way} fetch first $8 rows with ties) h
            """);
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = accounts.Select(a => a.Account).ToArray() });
        p.Add(new() { Value = accounts.Select(a => a.Known).ToArray() });
        p.Add(new() { Value = terms });
        p.Add(new() { Value = (beyond ?? TransactionTerm.HourOf(request.Start.Time)).UtcDateTime });
        p.Add(new() { Value = TransactionTerm.HourOf(request.From).UtcDateTime });
        p.Add(new() { Value = request.To.UtcDateTime });
        p.Add(new() { Value = (long)(request.First + 1) * terms.Length });
        return command;
    }

    /// <summary>The next rows of some accounts, or of some of their hours.</summary>
    public static NpgsqlBatchCommand Rows(TenantId tenant, TransactionPageRequest request, TransactionCursor start, Spot[] spots)
    {
        var byHour = spots.Length > 0 && spots[0].Hour is not null;
        var command = new NpgsqlBatchCommand(Text(request, byHour));
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = spots.Select(s => s.Account).ToArray() });
        p.Add(new() { Value = spots.Select(s => s.Known).ToArray() });
        p.Add(new() { Value = start.Time.UtcDateTime });
        p.Add(new() { Value = start.Sequence });
        p.Add(new() { Value = start.EntryId });
        p.Add(new() { Value = request.First + 1 });
        p.Add(new() { Value = request.From.UtcDateTime });
        p.Add(new() { Value = request.To.UtcDateTime });
        if (!byHour) return command;
        p.Add(new() { Value = spots.Select(s => s.Hour!.Value.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = (object?)request.Filter.AssetId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = request.Filter.Kinds is { } kinds ? kinds.Select(k => (short)k).ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint });
        return command;
    }

    /// <summary>A row of <see cref="Spots"/>.</summary>
    public static Spot Spot(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetInt64(1), new(r.GetDateTime(2), TimeSpan.Zero));

    private static string Text(TransactionPageRequest request, bool byHour)
    {
        var way = request.Newest ? "desc" : "asc";
        var current = Next("transactions_current", request.Newest, byHour, request.AsKnown ? " and t.number <= a.known" : "");
        var past = Next("transactions_past", request.Newest, byHour, " and t.number <= a.known and t.until_number > a.known");
        return $"""
            select e.account_id, e.entry_id, e.time, e.sequence, e.kind, e.status, e.source, e.native_id, e.version, p.layer, p.counts, e.codes, p.assets, e.amounts::text[], e.roles,
              e.reference, e.market, e.tx_hash, e.network, e.flags, e.recorded_at, e.venue, e.symbols
            from (
              select c.* from unnest($2, $3{(byHour ? ", $10" : "")}) as a(account_id, known{(byHour ? ", hour" : "")})
              cross join lateral ({(request.AsKnown ? $"({current}) union all ({past})" : current)}) c
              order by c.time {way}, c.sequence {way}, c.entry_id {way} limit $7) p
            cross join lateral (select * from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = p.account_id and e.number = p.number offset 0) e
            order by e.time {way}, e.sequence {way}, e.entry_id {way}
            """;
    }

    private static string Next(string table, bool newest, bool byHour, string held)
    {
        var (than, way) = newest ? ("<", "desc") : (">", "asc");
        var hour = byHour ? """
             and t.time >= a.hour and t.time < a.hour + interval '1 hour' and ($11::text is null or $11 = any(t.assets))
            and ($12::smallint[] is null or exists (
              select 1 from portfolio.ledger_entry k where k.tenant_id = t.tenant_id and k.account_id = t.account_id and k.number = t.number and k.kind = any($12)))
            """ : "";
        return $"""
            select t.account_id, t.entry_id, t.number, t.time, t.sequence, t.layer, t.counts, t.assets from portfolio.{table} t
            where t.tenant_id = $1 and t.account_id = a.account_id and (t.time, t.sequence, t.entry_id) {than} ($4, $5, $6) and t.time >= $8 and t.time < $9{held}{hour}
            order by t.time {way}, t.sequence {way}, t.entry_id {way} limit $7
            """;
    }
}
