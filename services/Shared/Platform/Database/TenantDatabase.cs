using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Keys;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The opener: every transaction of the product begins here, with role and tenant set for its duration.</summary>
internal sealed class TenantDatabase(NpgsqlDataSource source, OutboxSignal signal, DataKeys keys) : IDatabase
{
    public Task<IDatabaseTransaction> BeginAsync(TenantId tenant, CancellationToken cancellationToken) =>
        tenant == default
            ? throw new ArgumentException("A transaction needs a tenant.", nameof(tenant))
            : OpenAsync(Roles.App, tenant, cancellationToken);

    public Task<IDatabaseTransaction> BeginSystemAsync(CancellationToken cancellationToken) => OpenAsync(Roles.System, default, cancellationToken);

    public async Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select tenant_id from platform.tenants order by created_at, tenant_id", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<TenantId>();
        while (await reader.ReadAsync(cancellationToken)) tenants.Add(new(reader.GetGuid(0)));
        return tenants;
    }

    public async Task EnsureTenantAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("insert into platform.tenants (tenant_id, name) values ($1, $2) on conflict do nothing", transaction.Connection)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = name } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await keys.EnsureAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IDatabaseTransaction> OpenAsync(string role, TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select set_config('role', $1, true), set_config('app.tenant', $2, true)", connection)
            {
                Parameters =
                {
                    new() { Value = role, NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = tenant == default ? string.Empty : tenant.ToString(), NpgsqlDbType = NpgsqlDbType.Text },
                },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new TenantTransaction(tenant, connection, transaction, signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
