using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Stored snapshots of books.</summary>
internal static class SnapshotSql
{
    /// <summary>Snapshots that are true only for what was known once are kept so many: the oldest go first.</summary>
    private const int MostClosed = 4000;

    /// <summary>Waits for whoever appends, and keeps others out until the transaction is over: between reading heads and writing snapshots nothing may change.</summary>
    public static Task LockAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, "select pg_advisory_xact_lock(hashtextextended('portfolio.known ' || $1, 0))", [], cancellationToken);

    /// <summary>Instants of which every book has a snapshot that is still true.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> FloorsAsync(IDatabaseTransaction transaction, long registry, IReadOnlyCollection<AssetId> currencies, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, """
            select floor from portfolio.position_past where tenant_id = $1 and known_until is null and registry = $2 and currency = any($3) group by floor having count(distinct currency) = $4 order by floor
            """, [registry, currencies.Select(c => c.Value).ToArray(), (long)currencies.Count]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var floors = new List<DateTimeOffset>();
        while (await reader.ReadAsync(cancellationToken)) floors.Add(new(reader.GetDateTime(0), TimeSpan.Zero));
        return floors;
    }

    public static Task WriteAsync(IDatabaseTransaction transaction, AssetId currency, long registry, BookOrigin origin, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(transaction, """
        insert into portfolio.position_past (tenant_id, currency, floor, known_from, registry, body)
        select $1, $2, $3, $4, $5, $6 where not exists (
          select from portfolio.position_past where tenant_id = $1 and currency = $2 and floor = $3 and registry = $5 and known_until is null)
        on conflict do nothing
        """, [currency.Value, origin.Floor.UtcDateTime, now.UtcDateTime, registry, PackedJson.Pack<GroupMark[]>([.. origin.Groups.Select(GroupMark.Of)])], cancellationToken);

    /// <summary>The nearest one before an instant that is true for what was known at another; null when there is none.</summary>
    public static async Task<BookOrigin?> NearestAsync(IDatabaseTransaction transaction, AssetId currency, long registry, PastPair pair, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, """
            select floor, body from portfolio.position_past where tenant_id = $1 and currency = $2 and floor <= $3 and known_from <= $4 and (known_until is null or known_until > $4) and registry = $5
            order by floor desc limit 1
            """, [currency.Value, pair.AsOf.UtcDateTime, pair.KnownAt.UtcDateTime, registry]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new BookOrigin(new(reader.GetDateTime(0), TimeSpan.Zero), [.. PackedJson.Unpack<GroupMark[]>(reader.GetFieldValue<byte[]>(1)).Select(g => g.State)], []) : null;
    }

    public static Task ThinAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) => ExecuteAsync(transaction, """
        delete from portfolio.position_past where tenant_id = $1 and known_until is not null and known_until <= (
          select known_until from portfolio.position_past where tenant_id = $1 and known_until is not null order by known_until desc offset $2 limit 1)
        """, [MostClosed], cancellationToken);

    private static async Task ExecuteAsync(IDatabaseTransaction transaction, string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql, arguments);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, object[] arguments)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var argument in arguments) command.Parameters.Add(argument is byte[] bytes ? new NpgsqlParameter { Value = bytes, NpgsqlDbType = NpgsqlDbType.Bytea } : new NpgsqlParameter { Value = argument });
        return command;
    }
}
