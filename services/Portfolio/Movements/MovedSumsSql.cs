using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Where sums are stored.</summary>
/// <param name="Id">Which state of it.</param>
/// <param name="Floor">Of all legs before this instant.</param>
internal sealed record StoredSums(Guid Id, DateTimeOffset Floor);

/// <summary>Stores and finds what legs before some instants add up to.</summary>
internal static class MovedSumsSql
{
    private const string Nearest = "select id, floor from portfolio.movement_past where tenant_id = $1 and currency = $2 and registry = $3 and floor <= $4 order by floor desc limit 1";

    /// <summary>Legs in an interval without its end, by the part of it they are in.</summary>
    private const string Parts = $"""
        select width_bucket(c.time, $6) as part, c.account_id, l.asset, e.kind, l.role, {MovementSql.Sums}
        {MovementSql.Legs}
        where c.tenant_id = $1 and c.counts and c.time >= $3 and c.time < $4
        group by part, c.account_id, l.asset, e.kind, l.role
        """;

    // Whatever changes the past takes away all sums after it, so what is missing comes after the last.
    private const string Missing = """
        select distinct time from (
          select t.time, row_number() over (order by t.time) as place from portfolio.account_head h cross join lateral (
            select c.time from portfolio.transactions_current c where c.tenant_id = $1 and c.account_id = h.account_id and c.time < $5 and c.time >= (
              select coalesce(max(m.floor), '-infinity') from portfolio.movement_past m where m.tenant_id = $1 and m.currency = $2 and m.registry = $3)) t
          where h.tenant_id = $1) p
        where place > 1 and place % $4 = 1 order by time
        """;

    /// <summary>Instants that want sums: so many transactions after each other, from the last that has some.</summary>
    public static async Task<List<DateTimeOffset>> MissingAsync(IDatabaseTransaction transaction, AssetId currency, long registry, int stride, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Missing, currency.Value, registry, stride, until.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => new DateTimeOffset(r.GetDateTime(0), TimeSpan.Zero), cancellationToken);
    }

    /// <summary>The nearest ones at or before each of two instants.</summary>
    public static async Task<(StoredSums? From, StoredSums? To)> NearestAsync(IDatabaseTransaction transaction, AssetId currency, long registry, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        foreach (var at in (DateTimeOffset[])[from, to])
            batch.BatchCommands.Add(new(Nearest) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = currency.Value }, new() { Value = registry }, new() { Value = at.UtcDateTime } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var first = (await reader.TakeAsync(Stored, cancellationToken)).FirstOrDefault();
        await reader.NextResultAsync(cancellationToken);
        return (first, (await reader.TakeAsync(Stored, cancellationToken)).FirstOrDefault());
    }

    /// <summary>The sums themselves; null when they are gone.</summary>
    public static async Task<MovedSums?> ReadAsync(IDatabaseTransaction transaction, AssetId currency, StoredSums stored, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select body from portfolio.movement_past where tenant_id = $1 and currency = $2 and floor = $3 and id = $4", currency.Value, stored.Floor.UtcDateTime, stored.Id);
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] body ? MovedSums.Unpack(body) : null;
    }

    /// <summary>Whether these are there still: nothing before them changed since they were found.</summary>
    public static async Task<bool> HoldAsync(IDatabaseTransaction transaction, AssetId currency, IReadOnlyList<StoredSums> stored, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select count(*) from portfolio.movement_past where tenant_id = $1 and currency = $2 and floor = any($3) and id = any($4)",
            currency.Value, stored.Select(s => s.Floor.UtcDateTime).ToArray(), stored.Select(s => s.Id).ToArray());
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! == stored.Count;
    }

    /// <summary>Writes the sums at some instants, rising, from the nearest before them and the legs between. Nobody may change the ledger meanwhile.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, AssetId currency, long registry, IReadOnlyList<DateTimeOffset> floors, CancellationToken cancellationToken)
    {
        var (origin, _) = await NearestAsync(transaction, currency, registry, floors[0], floors[0], cancellationToken);
        var sums = origin is null ? MovedSums.None : await ReadAsync(transaction, currency, origin, cancellationToken) ?? MovedSums.None;
        var parts = await PartsAsync(transaction, currency, origin?.Floor ?? DateTimeOffset.MinValue, floors, cancellationToken);
        for (var i = 0; i < floors.Count; i++)
        {
            sums = sums.With(parts[i]);
            await using var command = Command(transaction, """
                insert into portfolio.movement_past as m (tenant_id, currency, registry, floor, body) values ($1, $2, $3, $4, $5)
                on conflict (tenant_id, currency, floor) do update set registry = excluded.registry, id = excluded.id, body = excluded.body
                """, currency.Value, registry, floors[i].UtcDateTime, sums.Pack());
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<ILookup<int, KeyValuePair<LegGroup, LegSum>>> PartsAsync(IDatabaseTransaction transaction, AssetId currency, DateTimeOffset from, IReadOnlyList<DateTimeOffset> floors, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Parts, Array.Empty<Guid>(), from.UtcDateTime, floors[^1].UtcDateTime, currency.Value, floors.Select(f => f.UtcDateTime).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.TakeAsync(r => (Part: r.GetInt32(0), Sum: KeyValuePair.Create(
            new LegGroup(new(r.GetGuid(1)), new(r.GetString(2)), (TransactionKind)r.GetInt16(3), (LegRole)r.GetInt16(4)), MovementSql.Sum(r, 5))), cancellationToken);
        return rows.ToLookup(r => r.Part, r => r.Sum);
    }

    private static StoredSums Stored(NpgsqlDataReader r) => new(r.GetGuid(0), new(r.GetDateTime(1), TimeSpan.Zero));

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params ReadOnlySpan<object> arguments)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var argument in arguments) command.Parameters.Add(argument is byte[] bytes ? new() { Value = bytes, NpgsqlDbType = NpgsqlDbType.Bytea } : new() { Value = argument });
        return command;
    }
}
