using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>A day to be stored.</summary>
internal sealed record NewDay(string Zone, DateTimeOffset Day, DateTimeOffset Until, byte[] Body);

/// <summary>Days that were added up.</summary>
/// <param name="Heads">How far the chains had come before.</param>
/// <param name="Found">The days.</param>
/// <param name="IsAll">Whether no others are missing.</param>
internal sealed record NewDays(IReadOnlyDictionary<AccountId, ChainHead> Heads, IReadOnlyList<NewDay> Found, bool IsAll);

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

    private const string First = """
        select min(t.time) from portfolio.account_head h cross join lateral (
          select c.time from portfolio.transactions_current c where c.tenant_id = $1 and c.account_id = h.account_id order by c.time limit 1) t
        where h.tenant_id = $1
        """;

    private const string Write = """
        insert into portfolio.moved_day (tenant_id, zone, day, until, known_from, registry, body) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (tenant_id, zone, day) do update set until = excluded.until, known_from = excluded.known_from, registry = excluded.registry, id = excluded.id, body = excluded.body
        """;

    private const string Read = """
        select id, day, until, body from portfolio.moved_day
        where tenant_id = $1 and zone = $2 and registry = $3 and known_from <= $4 and day >= $5 and day < $6 and until <= $6 order by day
        """;

    /// <summary>Adds up days that are missing, at most so many of each zone. It takes long and keeps nobody out: what was added up counts if no chain has moved on when it is written.</summary>
    public static async Task<NewDays> AddUpAsync(IDatabaseTransaction transaction, long registry, DateTimeOffset until, int most, CancellationToken cancellationToken)
    {
        var heads = await HeadSql.ReadAsync(transaction, cancellationToken);
        var (found, isAll) = (new List<NewDay>(), true);
        if (await TakeAsync(transaction, First, r => r.IsDBNull(0) ? (DateTimeOffset?)null : Utc(r, 0), cancellationToken) is not [{ } begin]) return new(heads, found, isAll);
        foreach (var zone in await TakeAsync(transaction, "select distinct zone from portfolio.portfolio where tenant_id = $1", r => r.GetString(0), cancellationToken))
        {
            var known = (await TakeAsync(transaction, "select day from portfolio.moved_day where tenant_id = $1 and zone = $2 and registry = $3", r => Utc(r, 0), cancellationToken, zone, registry)).ToHashSet();
            DateTimeOffset[] midnights = [.. MovedDay.Midnights(zone, begin.AddHours(-36), until)];
            var missing = midnights.Zip(midnights.Skip(1)).Where(d => !known.Contains(d.First)).Take(most).ToArray();
            isAll &= missing.Length < most;
            var sums = missing.Length == 0 ? null : await SumsAsync(transaction, missing, cancellationToken);
            found.AddRange(missing.Select((d, place) => new NewDay(zone, d.First, d.Second, MovedDay.Pack(sums![place]))));
        }

        return new(heads, found, isAll);
    }

    /// <summary>Writes what was added up, if it is still so. Nobody may change the ledger meanwhile. Whether no day is missing any more.</summary>
    public static async Task<bool> WriteAsync(IDatabaseTransaction transaction, NewDays days, IReadOnlyDictionary<AccountId, ChainHead> heads, long registry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (heads.Count != days.Heads.Count || heads.Any(h => days.Heads.GetValueOrDefault(h.Key)?.Number != h.Value.Number)) return false;
        if (days.Found.Count == 0) return days.IsAll;
        await using var batch = new NpgsqlBatch(transaction.Connection);
        foreach (var day in days.Found)
        {
            var command = new NpgsqlBatchCommand(Write) { Parameters = { new() { Value = transaction.Tenant.Value } } };
            foreach (var value in new object[] { day.Zone, day.Day.UtcDateTime, day.Until.UtcDateTime, now.UtcDateTime, registry }) command.Parameters.Add(new() { Value = value });
            command.Parameters.Add(new() { Value = day.Body, NpgsqlDbType = NpgsqlDbType.Bytea });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        return days.IsAll;
    }

    /// <summary>The days of a zone that lie between two instants and are true for what was known at a third.</summary>
    public static Task<List<MovedDay>> ReadAsync(IDatabaseTransaction transaction, string zone, Knowledge known, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => TakeAsync(
        transaction, Read, r => new MovedDay(r.GetGuid(0), Utc(r, 1), Utc(r, 2), PackedJson.Unpack<Dictionary<Guid, Dictionary<string, string>>>(r.GetFieldValue<byte[]>(3))), cancellationToken,
        zone, known.Resolver.Version, known.At.UtcDateTime, from.UtcDateTime, to.UtcDateTime);

    /// <summary>Whether these are there still: nothing in them changed since they were read.</summary>
    public static async Task<bool> HoldAsync(IDatabaseTransaction transaction, string zone, IReadOnlyCollection<MovedDay> days, CancellationToken cancellationToken) =>
        await TakeAsync(transaction, "select count(*) from portfolio.moved_day where tenant_id = $1 and zone = $2 and day = any($3) and id = any($4)", r => r.GetInt64(0), cancellationToken,
            zone, days.Select(d => d.Day.UtcDateTime).ToArray(), days.Select(d => d.Id).ToArray()) is [var count] && count == days.Count;

    private static async Task<ILookup<int, (Guid Account, string Asset, string Amount)>> SumsAsync(IDatabaseTransaction transaction, (DateTimeOffset Day, DateTimeOffset Until)[] days, CancellationToken cancellationToken) =>
        (await TakeAsync(transaction, Sums, r => (Place: (int)r.GetInt64(0) - 1, Sum: (r.GetGuid(1), r.GetString(2), r.GetString(3))), cancellationToken,
            days.Select(d => d.Day.UtcDateTime).ToArray(), days.Select(d => d.Until.UtcDateTime).ToArray(), Counting.Select(c => (short)c.Status).ToArray(), Counting.Select(c => (short)c.Kind).ToArray())).ToLookup(s => s.Place, s => s.Sum);

    private static async Task<List<T>> TakeAsync<T>(IDatabaseTransaction transaction, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(row, cancellationToken);
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);
}
