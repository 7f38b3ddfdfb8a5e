using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The placement table: which tenants are not in the main database. It is in the main database, and what it says holds; the configuration places tenants that have no rows yet.</summary>
internal static class Placement
{
    /// <summary>Takes the placements, and adds those that are wanted.</summary>
    /// <param name="places">The databases.</param>
    /// <param name="wanted">What the configuration says; empty for a command, which changes nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="StartupException">What is wanted, stored and configured does not fit together.</exception>
    public static async Task SettleAsync(Places places, IReadOnlyDictionary<TenantId, string> wanted, CancellationToken cancellationToken)
    {
        await using var connection = await places.Main.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"set local role {Roles.System}", cancellationToken);
        if (!await IsThereAsync(connection, cancellationToken)) return;
        var stored = await ReadAsync(connection, cancellationToken);
        foreach (var (tenant, name) in wanted) await AddAsync(connection, stored, tenant, name, cancellationToken);
        foreach (var (tenant, name) in stored)
            if (places.Find(name) is null) throw new StartupException($"Tenant {tenant} is in the database '{name}', which is not configured: set Database__Placed__{name}__ConnectionString.");
        await transaction.CommitAsync(cancellationToken);
        places.Take(stored);
    }

    /// <summary>Stores where a tenant is from now on.</summary>
    public static async Task MoveAsync(Places places, TenantId tenant, Place to, CancellationToken cancellationToken)
    {
        await using var connection = await places.Main.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"set local role {Roles.System}", cancellationToken);
        await using var command = new NpgsqlCommand(
            to.IsMain ? "delete from platform.placement where tenant_id = $1" : "insert into platform.placement (tenant_id, place) values ($1, $2) on conflict (tenant_id) do update set place = $2, placed_at = now()", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        if (!to.IsMain) command.Parameters.Add(new() { Value = to.Name });
        await command.ExecuteNonQueryAsync(cancellationToken);
        var stored = await ReadAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        places.Take(stored);
    }

    private static async Task<Dictionary<TenantId, string>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select tenant_id, place from platform.placement", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new Dictionary<TenantId, string>();
        while (await reader.ReadAsync(cancellationToken)) stored[new(reader.GetGuid(0))] = reader.GetString(1);
        return stored;
    }

    private static async Task AddAsync(NpgsqlConnection connection, Dictionary<TenantId, string> stored, TenantId tenant, string name, CancellationToken cancellationToken)
    {
        var there = stored.GetValueOrDefault(tenant, Place.MainName);
        if (there == name) return;
        if (stored.ContainsKey(tenant) || await HasRowsAsync(connection, tenant, cancellationToken))
            throw new StartupException($"Tenant {tenant} is in the database '{there}', and the configuration wants it in '{name}': stop all hosts and run 'Host place-tenant {tenant} {name}'.");
        await using var command = new NpgsqlCommand("insert into platform.placement (tenant_id, place) values ($1, $2)", connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = name } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        stored[tenant] = name;
    }

    private static async Task<bool> HasRowsAsync(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from platform.tenants where tenant_id = $1)", connection) { Parameters = { new() { Value = tenant.Value } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>A command may meet a database that nobody has migrated yet.</summary>
    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select to_regclass('platform.placement') is not null", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
