using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Keys;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The opener: every transaction of the product begins here, in the database its tenant is placed in, with role and tenant set for its duration.</summary>
/// <param name="places">The databases.</param>
/// <param name="keys">Makes a tenant's first data key.</param>
/// <param name="sourceOf">Which of a database's connections are used.</param>
internal sealed class TenantDatabase(Places places, DataKeys keys, Func<Place, NpgsqlDataSource> sourceOf) : IDatabase
{
    private readonly AsyncLocal<WholeChange?> _whole = new();

    public IReadOnlyList<string> Places { get; } = [.. places.All.Select(p => p.Name)];

    public string PlaceOf(TenantId tenant) => places.Of(tenant).Name;

    public async Task<IDatabaseTransaction> BeginAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (tenant == default) throw new ArgumentException("A transaction needs a tenant.", nameof(tenant));
        if (_whole.Value is { } whole && whole.Tenant == tenant && await whole.TryBeginAsync(cancellationToken) is { } part) return part;
        return await OpenAsync(places.Of(tenant), Roles.App, tenant, cancellationToken);
    }

    public async Task<IDatabaseTransaction> BeginSystemAsync(CancellationToken cancellationToken) => await OpenAsync(places.Main, Roles.System, default, cancellationToken);

    public async Task<IDatabaseTransaction> BeginSystemAsync(string place, CancellationToken cancellationToken) =>
        await OpenAsync(places.Find(place) ?? throw new ArgumentException($"There is no database '{place}'.", nameof(place)), Roles.System, default, cancellationToken);

    public async Task<T> AsOneAsync<T>(TenantId tenant, Func<IDatabaseTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await OpenAsync(places.Of(tenant), Roles.App, tenant, cancellationToken);
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
        var place = tenant is { } placed ? places.Of(placed) : places.Main;
        await using var connection = await ConnectAsync(place, cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Enter(tenant is null ? Roles.System : Roles.App, tenant ?? default) } };
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await using var rows = await AskAsync(place, batch, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        return await read(rows, cancellationToken);
    }

    public async Task<IReadOnlyList<TenantId>> ListTenantsAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select tenant_id from (select tenant_id, created_at from platform.tenants union all select tenant_id, placed_at from platform.placement) t(tenant_id, since) order by since, tenant_id", transaction.Connection);
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

    private async Task<TenantTransaction> OpenAsync(Place place, string role, TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(place, cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Enter(role, tenant) } };
            await using (await AskAsync(place, batch, cancellationToken)) return new TenantTransaction(tenant, connection, transaction, place.Signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(Place place, CancellationToken cancellationToken)
    {
        place.RequireThere();
        try
        {
            return await sourceOf(place).OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException error) when (!place.IsMain)
        {
            throw place.Judge(error);
        }
    }

    /// <summary>The first words on a connection: one that was idle may have died meanwhile.</summary>
    private static async Task<NpgsqlDataReader> AskAsync(Place place, NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return await batch.ExecuteReaderAsync(cancellationToken);
        }
        catch (NpgsqlException error) when (!place.IsMain)
        {
            throw place.Judge(error);
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
