using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Bus;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// Moves a tenant to another database while no host runs: its rows are copied, then the placement is changed, then they are deleted where they were. Stopped anywhere, the same
/// again ends it: until the placement changes the old rows are the tenant's, from then on the new ones.
/// </summary>
internal sealed class TenantMove(Places places)
{
    /// <summary>Moves a tenant; how many rows.</summary>
    /// <exception cref="StartupException">A host runs, or a database does not answer.</exception>
    public async Task<long> RunAsync(TenantId tenant, Place to, CancellationToken cancellationToken)
    {
        var from = places.Of(tenant);
        foreach (var place in places.All)
            if (place.Away is { } why) throw new StartupException($"The database '{place.Name}' does not answer: {why}");
        await using var main = await AloneAsync(places.Main, cancellationToken);
        await using var there = to.IsMain ? null : await AloneAsync(to, cancellationToken);
        await using var here = from.IsMain || from == to ? null : await AloneAsync(from, cancellationToken);
        var rows = from == to ? 0 : await CopyAsync(from, to, tenant, cancellationToken);
        await Placement.MoveAsync(places, tenant, to, cancellationToken);
        foreach (var other in places.All.Where(p => p != to)) await ClearAsync(other, tenant, cancellationToken);
        return rows;
    }

    /// <summary>Holds what every host takes to move messages, and what it takes to start. The server notices a moment later that a host has ended, so it is waited for.</summary>
    private static async Task<NpgsqlConnection> AloneAsync(Place place, CancellationToken cancellationToken)
    {
        var connection = await SharedRows.OpenAsync(place, cancellationToken);
        await using var command = new NpgsqlCommand($"set lock_timeout = '3s'; select pg_advisory_lock({Migrator.Lock}), pg_advisory_lock({OutboxLease.Lock}); reset lock_timeout", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.DisposeAsync();
            throw new StartupException("A host is running: stop all hosts, move the tenant, and start them again.", held);
        }
    }

    private static async Task<long> CopyAsync(Place from, Place to, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var source = await SharedRows.OpenAsync(from, cancellationToken);
        await using var target = await SharedRows.OpenAsync(to, cancellationToken);
        await using var reading = await source.BeginTransactionAsync(cancellationToken);
        await using var writing = await target.BeginTransactionAsync(cancellationToken);
        var tables = await TenantTable.ListAsync(source, cancellationToken);
        await OpenRowsAsync(source, tables, cancellationToken);
        await OpenRowsAsync(target, tables, cancellationToken);
        await DeleteAsync(target, tables, tenant, cancellationToken);
        var rows = 0L;
        foreach (var table in tables)
        {
            var order = table.Order is null ? "" : $" order by {table.Order}";
            await SharedRows.CopyAsync(source, $"select {table.Columns} from {table.Name} where tenant_id = '{tenant}'{order}", target, $"{table.Name} ({table.Columns})", cancellationToken);
            var (before, after) = (await CountAsync(source, table, tenant, cancellationToken), await CountAsync(target, table, tenant, cancellationToken));
            if (before != after) throw new InvalidOperationException($"{table.Name} has {before} rows of the tenant in '{from.Name}' and {after} in '{to.Name}'.");
            foreach (var number in table.Numbers) await GoOnBehindAsync(target, table, number, cancellationToken);
            rows += after;
        }

        await CloseRowsAsync(target, tables, cancellationToken);
        await writing.CommitAsync(cancellationToken);
        return rows;
    }

    private static async Task ClearAsync(Place place, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var connection = await SharedRows.OpenAsync(place, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var tables = await TenantTable.ListAsync(connection, cancellationToken);
        await OpenRowsAsync(connection, tables, cancellationToken);
        await DeleteAsync(connection, tables, tenant, cancellationToken);
        await CloseRowsAsync(connection, tables, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, IReadOnlyList<TenantTable> tables, TenantId tenant, CancellationToken cancellationToken)
    {
        foreach (var table in tables.Reverse()) await ExecuteAsync(connection, $"delete from {table.Name} where tenant_id = '{tenant}'", cancellationToken);
    }

    /// <summary>Row-level security holds the owner too; it is lifted until the transaction is over.</summary>
    private static Task OpenRowsAsync(NpgsqlConnection connection, IReadOnlyList<TenantTable> tables, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, string.Join(';', tables.Select(t => $"alter table {t.Name} no force row level security")), cancellationToken);

    private static Task CloseRowsAsync(NpgsqlConnection connection, IReadOnlyList<TenantTable> tables, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, string.Join(';', tables.Select(t => $"alter table {t.Name} force row level security")), cancellationToken);

    private static async Task<long> CountAsync(NpgsqlConnection connection, TenantTable table, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select count(*) from {table.Name} where tenant_id = '{tenant}'", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static Task GoOnBehindAsync(NpgsqlConnection connection, TenantTable table, string number, CancellationToken cancellationToken) => ExecuteAsync(
        connection, $"select setval(pg_get_serial_sequence('{table.Name}', '{number}'), greatest(nextval(pg_get_serial_sequence('{table.Name}', '{number}')), (select coalesce(max({number}), 0) from {table.Name})))", cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
