using System.Collections.Immutable;
using Npgsql;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>The versions of transactions that held for what was known at an instant, with their prices and links as known then.</summary>
internal static class PastEntrySql
{
    private const string Held = """
        with held as materialized (
          select s.account_id, s.number from unnest($2, $3) as a(account_id, known) cross join unnest($4, $5) as i(first, last) cross join lateral (
            select t.account_id, t.number from portfolio.transactions_current t
            where t.tenant_id = $1 and t.account_id = a.account_id and t.time >= i.first and t.time <= i.last and t.number <= a.known
            union all
            select p.account_id, p.number from portfolio.transactions_past p
            where p.tenant_id = $1 and p.account_id = a.account_id and p.time >= i.first and p.time <= i.last and p.number <= a.known and p.until_number > a.known) s)
        """;

    private const string Entries = """
        select e.account_id, e.number, e.entry_id, e.record, e.version, e.venue, e.source, e.native_id, e.time, e.kind, e.status, e.sequence, e.codes, e.symbols, e.amounts::text[], e.roles,
          f.assets, f.prices
        from held h cross join lateral (
          select * from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = h.account_id and e.number = h.number offset 0) e
        cross join lateral (
          select array_agg(k.asset_id) as assets, array_agg(k.usd::text) as prices from (
            select asset_id, usd from portfolio.price_fact f where f.tenant_id = $1 and f.account_id = h.account_id and f.number = h.number and f.known_at <= $6 and f.usd is not null
            union all
            select asset_id, usd from portfolio.price_fact_past f where f.tenant_id = $1 and f.account_id = h.account_id and f.number = h.number and f.known_at <= $6 and f.until > $6) k) f
        """;

    /// <summary>Of the versions that hold, those of some kinds, by the hours in which there are some.</summary>
    private const string Flows = """
        with held as materialized (
          select s.account_id, s.number from unnest($2, $3) as a(account_id, known) cross join unnest($4, $5) as i(first, last) cross join lateral (
            select distinct h.hour from portfolio.transaction_term h
            where h.tenant_id = $1 and h.account_id = a.account_id and h.term = any($7) and h.hour > i.first - interval '1 hour' and h.hour <= i.last offset 0) h cross join lateral (
            select t.account_id, t.number, t.time from portfolio.transactions_current t
            where t.tenant_id = $1 and t.account_id = a.account_id and t.time >= h.hour and t.time < h.hour + interval '1 hour' and t.number <= a.known offset 0) s
          where s.time >= i.first and s.time <= i.last)
        """;

    private const string Links = """
        select e.account_id, e.record, e.source, e.native_id, e.target_account_id, e.reference, e.market from portfolio.ledger_entry e
        join unnest($3, $4) as a(account_id, known) on a.account_id = e.account_id and e.number <= a.known
        where e.tenant_id = $1 and e.record in (3, 4) and e.entry_id = any($2) order by e.account_id, e.number
        """;

    /// <summary>Entries from an instant to the pair's own.</summary>
    public static Task<List<BookEntry>> ReadAsync(IDatabaseTransaction transaction, Knowledge known, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(transaction, known, [(from, to)], cancellationToken);

    /// <summary>Entries of intervals that do not touch, both ends included.</summary>
    public static Task<List<BookEntry>> ReadAsync(IDatabaseTransaction transaction, Knowledge known, IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> intervals, CancellationToken cancellationToken) =>
        ReadAsync(transaction, $"{Held} {Entries}", known, intervals, cancellationToken);

    /// <summary>Deposits and withdrawals of intervals in which nothing changed since they were known.</summary>
    public static async Task<List<BookEntry>> FlowsAsync(IDatabaseTransaction transaction, Knowledge known, IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> intervals, CancellationToken cancellationToken)
    {
        var terms = TransactionTerm.Asked([TransactionKind.Deposit, TransactionKind.Withdrawal], null)!;
        return [.. (await ReadAsync(transaction, $"{Flows} {Entries} where e.kind = any($8)", known, intervals, cancellationToken, terms, (short[])[(short)TransactionKind.Deposit, (short)TransactionKind.Withdrawal])).Where(PastSeries.IsFlow)];
    }

    private static async Task<List<BookEntry>> ReadAsync(
        IDatabaseTransaction transaction, string sql, Knowledge known, IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> intervals, CancellationToken cancellationToken, params object[] more)
    {
        if (intervals.Count == 0) return [];
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = known.Heads.Keys.Select(a => a.Value).ToArray() });
        p.Add(new() { Value = known.Heads.Values.ToArray() });
        p.Add(new() { Value = intervals.Select(i => i.From.UtcDateTime).ToArray() });
        p.Add(new() { Value = intervals.Select(i => i.To.UtcDateTime).ToArray() });
        p.Add(new() { Value = known.At.UtcDateTime });
        foreach (var value in more) p.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<BookEntry>();
        while (await reader.ReadAsync(cancellationToken)) entries.Add(Entry(reader, known));
        return entries;
    }

    /// <summary>What was told of transfers that begin with one of these, in the order it was told.</summary>
    public static async Task<List<(bool Holds, TransferLink Link)>> LinksAsync(IDatabaseTransaction transaction, Knowledge known, Guid[] left, CancellationToken cancellationToken)
    {
        var links = new List<(bool, TransferLink)>();
        if (left.Length == 0) return links;
        await using var command = new NpgsqlCommand(Links, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = left });
        command.Parameters.Add(new() { Value = known.Heads.Keys.Select(a => a.Value).ToArray() });
        command.Parameters.Add(new() { Value = known.Heads.Values.ToArray() });
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        while (await r.ReadAsync(cancellationToken))
        {
            var arrived = new EntryKey(new(r.GetGuid(4)), r.IsDBNull(5) ? "" : r.GetString(5), r.IsDBNull(6) ? "" : r.GetString(6));
            links.Add(((EntryRecord)r.GetInt16(1) == EntryRecord.Link, new TransferLink(new(new(r.GetGuid(0)), r.GetString(2), r.GetString(3)), arrived, 0)));
        }

        return links;
    }

    private static BookEntry Entry(NpgsqlDataReader r, Knowledge known)
    {
        var fact = new TransactionFact(r.GetString(7), r.GetString(6), new(r.GetDateTime(8), TimeSpan.Zero), (TransactionKind)r.GetInt16(9), (TransactionStatus)r.GetInt16(10), r.GetInt64(11), Legs(r));
        var entry = BookEntry.Stored(new(r.GetGuid(0)), r.GetGuid(2), r.GetInt64(1), (EntryRecord)r.GetInt16(3) == EntryRecord.Edit, r.GetInt32(4), r.GetString(5), fact, known.Resolver);
        if (r.IsDBNull(16)) return entry;
        var (assets, prices) = (r.GetFieldValue<string[]>(16), r.GetFieldValue<string[]>(17));
        for (var i = 0; i < assets.Length; i++) entry.Usd[new AssetId(assets[i])] = Quantity.Parse(prices[i]);
        return entry;
    }

    private static ImmutableArray<LegFact> Legs(NpgsqlDataReader r)
    {
        var (codes, symbols, amounts, roles) = (r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13), r.GetFieldValue<string[]>(14), r.GetFieldValue<short[]>(15));
        return [.. codes.Select((code, i) => new LegFact(code, symbols[i], Quantity.Parse(amounts[i]), (LegRole)roles[i]))];
    }
}
