using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Stores and reads what legs of days add up to.</summary>
internal static class MovedDaySql
{
    private static readonly (TransactionStatus Status, TransactionKind Kind)[] Counting =
        [.. Enum.GetValues<TransactionStatus>().SelectMany(s => Enum.GetValues<TransactionKind>().Where(k => s.Counts(k)).Select(k => (s, k)))];

    private const string Sums = """
        select d.place, h.account_id, l.asset, sum(l.amount)::text
        from unnest($2, $3) with ordinality as d(day, until, place) cross join portfolio.account_head h
        cross join lateral (select c.number, c.assets from portfolio.transactions_current c where c.tenant_id = $1 and c.account_id = h.account_id and c.time > d.day and c.time <= d.until offset 0) c
        cross join lateral (
          select e.amounts from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = h.account_id and e.number = c.number and (e.status, e.kind) in (select * from unnest($4, $5)) offset 0) e
        cross join lateral unnest(c.assets, e.amounts) as l(asset, amount)
        where h.tenant_id = $1 group by d.place, h.account_id, l.asset
        """;

    private const string Write = """
        insert into portfolio.moved_day (tenant_id, zone, day, until, known_from, registry, body) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (tenant_id, zone, day) do update set until = excluded.until, known_from = excluded.known_from, registry = excluded.registry, id = excluded.id, body = excluded.body
        """;

    private const string Read = """
        select id, day, until, body from portfolio.moved_day
        where tenant_id = $1 and zone = $2 and registry = $3 and known_from <= $4 and day >= $5 and day < $6 and until <= $6 order by day
        """;

    /// <summary>Writes days that are missing, at most so many of each zone. Nobody may change the ledger meanwhile. Whether none is missing any more.</summary>
    public static async Task<bool> SaveAsync(IDatabaseTransaction transaction, long registry, DateTimeOffset until, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = await TakeAsync(
            transaction, "select min(t.time) from portfolio.account_head h cross join lateral (select c.time from portfolio.transactions_current c where c.tenant_id = $1 and c.account_id = h.account_id order by c.time limit 1) t where h.tenant_id = $1",
            r => r.IsDBNull(0) ? (DateTimeOffset?)null : Utc(r, 0), cancellationToken);
        if (first is not [{ } begin]) return true;
        var isAll = true;
        foreach (var zone in await TakeAsync(transaction, "select distinct zone from portfolio.portfolio where tenant_id = $1", r => r.GetString(0), cancellationToken))
        {
            var known = (await TakeAsync(transaction, "select day from portfolio.moved_day where tenant_id = $1 and zone = $2 and registry = $3", r => Utc(r, 0), cancellationToken, zone, registry)).ToHashSet();
            DateTimeOffset[] midnights = [.. MovedDay.Midnights(zone, begin.AddHours(-36), until)];
            var missing = midnights.Zip(midnights.Skip(1)).Where(d => !known.Contains(d.First)).Take(most).ToArray();
            isAll &= missing.Length < most;
            if (missing.Length > 0) await WriteAsync(transaction, zone, registry, missing, now, cancellationToken);
        }

        return isAll;
    }

    /// <summary>The days of a zone that lie between two instants and are true for what was known at a third.</summary>
    public static Task<List<MovedDay>> ReadAsync(IDatabaseTransaction transaction, string zone, Knowledge known, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => TakeAsync(
        transaction, Read, r => new MovedDay(r.GetGuid(0), Utc(r, 1), Utc(r, 2), PackedJson.Unpack<Dictionary<Guid, Dictionary<string, string>>>(r.GetFieldValue<byte[]>(3))), cancellationToken,
        zone, known.Resolver.Version, known.At.UtcDateTime, from.UtcDateTime, to.UtcDateTime);

    /// <summary>Whether these are there still: nothing in them changed since they were read.</summary>
    public static async Task<bool> HoldAsync(IDatabaseTransaction transaction, string zone, IReadOnlyCollection<MovedDay> days, CancellationToken cancellationToken) =>
        await TakeAsync(transaction, "select count(*) from portfolio.moved_day where tenant_id = $1 and zone = $2 and day = any($3) and id = any($4)", r => r.GetInt64(0), cancellationToken,
            zone, days.Select(d => d.Day.UtcDateTime).ToArray(), days.Select(d => d.Id).ToArray()) is [var count] && count == days.Count;

    private static async Task WriteAsync(IDatabaseTransaction transaction, string zone, long registry, (DateTimeOffset Day, DateTimeOffset Until)[] days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sums = (await TakeAsync(transaction, Sums, r => (Place: (int)r.GetInt64(0) - 1, Sum: (r.GetGuid(1), r.GetString(2), r.GetString(3))), cancellationToken,
            days.Select(d => d.Day.UtcDateTime).ToArray(), days.Select(d => d.Until.UtcDateTime).ToArray(), Counting.Select(c => (short)c.Status).ToArray(), Counting.Select(c => (short)c.Kind).ToArray())).ToLookup(s => s.Place, s => s.Sum);
        await using var batch = new NpgsqlBatch(transaction.Connection);
        for (var i = 0; i < days.Length; i++)
        {
            var command = new NpgsqlBatchCommand(Write) { Parameters = { new() { Value = transaction.Tenant.Value } } };
            foreach (var value in new object[] { zone, days[i].Day.UtcDateTime, days[i].Until.UtcDateTime, now.UtcDateTime, registry }) command.Parameters.Add(new() { Value = value });
            command.Parameters.Add(new() { Value = MovedDay.Pack(sums[i]), NpgsqlDbType = NpgsqlDbType.Bytea });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<T>> TakeAsync<T>(IDatabaseTransaction transaction, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(row, cancellationToken);
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);
}
