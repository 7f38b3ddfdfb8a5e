using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The statement behind a page of transactions.</summary>
internal static class TransactionPageSql
{
    private static string Columns(TransactionPageRequest request) => $"""
        e.account_id, e.entry_id, e.time, e.sequence, e.kind, e.status, e.source, e.native_id, e.version, p.layer, p.counts, e.codes, p.assets, e.amounts::text[], e.roles,
        e.reference, e.market, e.tx_hash, e.network, nullif(e.flags, array[]::text[]), e.recorded_at, e.venue, {(request.AsKnown ? "e.symbols" : "null")}
        """;

    /// <summary>The next rows of some accounts.</summary>
    public static NpgsqlBatchCommand Rows(TenantId tenant, TransactionPageRequest request, TransactionCursor start, Spot[] accounts)
    {
        var way = Way(request);
        var command = Command(tenant, request, start, accounts, $"""
            select {Columns(request)} from ({Next(request, Accounts(request, 10), byHour: false)}) p
            {Entry} order by e.time {way}, e.sequence {way}, e.entry_id {way}
            """);
        AddSince(command, request);
        return command;
    }

    /// <summary>
    /// The next rows in which one of the terms is found: those of the next hours that have some, as many as the page has rows, with all that are as far. Behind the columns of a row stand
    /// how many hours of accounts those are, the earliest and the latest of them; where no row was found they stand alone.
    /// </summary>
    public static NpgsqlBatchCommand Search(TenantId tenant, TransactionPageRequest request, Spot[] accounts, string[] terms, DateTimeOffset? beyond)
    {
        var (edge, way) = (request.Newest ? "<" : ">", Way(request));
        var command = Command(tenant, request, request.Start, accounts, $"""
            with spots as materialized (
              select distinct account_id, known, since, hour from (
                select s.account_id, a.known, a.since, s.hour from {Accounts(request, 16)} cross join unnest($10) as q(term) cross join lateral (
                  select t.account_id, t.hour from portfolio.transaction_term t
                  where t.tenant_id = $1 and t.account_id = a.account_id and t.term = q.term and t.hour {edge}{(beyond is null ? "=" : "")} $11 and t.hour >= $12 and t.hour < $9
                  order by t.hour {way} limit $13) s
                order by s.hour {way} fetch first $13 rows with ties) h)
            select {Columns(request)}, f.hours, f.earliest, f.latest from (select count(*) as hours, min(hour) as earliest, max(hour) as latest from spots) f
            left join (({Next(request, "spots a", byHour: true)}) p {Entry}) on true order by e.time {way}, e.sequence {way}, e.entry_id {way}
            """);
        var p = command.Parameters;
        p.Add(new() { Value = terms });
        p.Add(new() { Value = (beyond ?? TransactionTerm.HourOf(request.Start.Time)).UtcDateTime });
        p.Add(new() { Value = TransactionTerm.HourOf(request.From).UtcDateTime });
        p.Add(new() { Value = (long)(request.First + 1) * terms.Length });
        p.Add(new() { Value = (object?)request.Filter.AssetId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = request.Filter.Kinds is { } kinds ? kinds.Select(k => (short)k).ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint });
        AddSince(command, request);
        return command;
    }

    /// <summary>The row behind a place in the index; each is looked up by its key.</summary>
    private const string Entry = "cross join lateral (select * from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = p.account_id and e.number = p.number offset 0) e";

    /// <summary>The accounts, each with the row of its chain behind which it is looked at.</summary>
    private static string Accounts(TransactionPageRequest request, int since) => request.Filter.RecordedAfter is null
        ? "(select u.account_id, u.known, 0::bigint as since from unnest($2, $3) as u(account_id, known)) a"
        : $"""
            (select u.account_id, u.known, coalesce(m.number, 0) as since from unnest($2, $3) as u(account_id, known) left join lateral (
              select m.number from portfolio.ledger_mark m where m.tenant_id = $1 and m.account_id = u.account_id and m.recorded_at <= ${since} order by m.recorded_at desc limit 1) m on true) a
            """;

    private static void AddSince(NpgsqlBatchCommand command, TransactionPageRequest request)
    {
        if (request.Filter.RecordedAfter is { } since) command.Parameters.Add(new() { Value = since.UtcDateTime });
    }

    private static string Way(TransactionPageRequest request) => request.Newest ? "desc" : "asc";

    private static NpgsqlBatchCommand Command(TenantId tenant, TransactionPageRequest request, TransactionCursor start, Spot[] accounts, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = accounts.Select(s => s.Account).ToArray() });
        p.Add(new() { Value = accounts.Select(s => s.Known).ToArray() });
        p.Add(new() { Value = start.Time.UtcDateTime });
        p.Add(new() { Value = start.Sequence });
        p.Add(new() { Value = start.EntryId });
        p.Add(new() { Value = request.First + 1 });
        p.Add(new() { Value = request.From.UtcDateTime });
        p.Add(new() { Value = request.To.UtcDateTime });
        return command;
    }

    /// <summary>The next places of all accounts together: each one's index gives its next few.</summary>
    private static string Next(TransactionPageRequest request, string accounts, bool byHour)
    {
        var way = Way(request);
        var since = request.Filter.RecordedAfter is null ? "" : " and t.number > a.since";
        var current = Next("transactions_current", request.Newest, byHour, (request.AsKnown ? " and t.number <= a.known" : "") + since);
        var past = Next("transactions_past", request.Newest, byHour, " and t.number <= a.known and t.until_number > a.known" + since);
        return $"""
            select c.* from {accounts} cross join lateral ({(request.AsKnown ? $"({current}) union all ({past})" : current)}) c
            order by c.time {way}, c.sequence {way}, c.entry_id {way} limit $7
            """;
    }

    private static string Next(string table, bool newest, bool byHour, string held)
    {
        var (than, way) = newest ? ("<", "desc") : (">", "asc");
        var hour = byHour ? """
             and t.time >= a.hour and t.time < a.hour + interval '1 hour' and ($14::text is null or $14 = any(t.assets))
            and ($15::smallint[] is null or exists (
              select 1 from portfolio.ledger_entry k where k.tenant_id = t.tenant_id and k.account_id = t.account_id and k.number = t.number and k.kind = any($15)))
            """ : "";
        return $"""
            select t.account_id, t.entry_id, t.number, t.time, t.sequence, t.layer, t.counts, t.assets from portfolio.{table} t
            where t.tenant_id = $1 and t.account_id = a.account_id and (t.time, t.sequence, t.entry_id) {than} ($4, $5, $6) and t.time >= $8 and t.time < $9{held}{hour}
            order by t.time {way}, t.sequence {way}, t.entry_id {way} limit $7
            """;
    }
}
