using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Keys;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The opener: every transaction of the product begins here, with role and tenant set for its duration.</summary>
internal sealed class TenantDatabase(NpgsqlDataSource source, OutboxSignal signal, DataKeys keys) : IDatabase
{
    private readonly AsyncLocal<WholeChange?> _whole = new();

    public async Task<IDatabaseTransaction> BeginAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (tenant == default) throw new ArgumentException("A transaction needs a tenant.", nameof(tenant));
        if (_whole.Value is { } whole && whole.Tenant == tenant && await whole.TryBeginAsync(cancellationToken) is { } part) return part;
        return await OpenAsync(Roles.App, tenant, cancellationToken);
    }

    public async Task<IDatabaseTransaction> BeginSystemAsync(CancellationToken cancellationToken) => await OpenAsync(Roles.System, default, cancellationToken);

    public async Task<T> AsOneAsync<T>(TenantId tenant, Func<IDatabaseTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await OpenAsync(Roles.App, tenant, cancellationToken);
        var whole = new WholeChange(transaction);
        T result;
        try
        {
            // Seen by what this method calls only.
            _whole.Value = whole;
            result = await work(transaction, cancellationToken);
        }
        finally
        {
            whole.Close();
        }

        await transaction.CommitAsync(cancellationToken);
        await whole.TellAsync(cancellationToken);
        return result;
    }

    public async Task<T> ReadAsync<T>(TenantId? tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        if (tenant == default(TenantId)) throw new ArgumentException("Reading needs a tenant.", nameof(tenant));
        if (tenant is { } whose && _whole.Value?.Tenant == whose) return await ReadWithinAsync(whose, statements, read, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Enter(tenant is null ? Roles.System : Roles.App, tenant ?? default) } };
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        return await read(rows, cancellationToken);
    }

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

    private async Task<TenantTransaction> OpenAsync(string role, TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Enter(role, tenant) } };
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return new TenantTransaction(tenant, connection, transaction, signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Inside a change that is not committed yet, what it did so far is seen.</summary>
    private async Task<T> ReadWithinAsync<T>(TenantId tenant, IReadOnlyList<NpgsqlBatchCommand> statements, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var part = await BeginAsync(tenant, cancellationToken);
        await using var batch = new NpgsqlBatch(part.Connection);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        return await read(rows, cancellationToken);
    }

    /// <summary>Takes a role and a tenant until the transaction is over.</summary>
    private static NpgsqlBatchCommand Enter(string role, TenantId tenant) => new("select set_config('role', $1, true), set_config('app.tenant', $2, true)")
    {
        Parameters =
        {
            new() { Value = role, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = tenant == default ? string.Empty : tenant.ToString(), NpgsqlDbType = NpgsqlDbType.Text },
        },
    };
}
