using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>The tenants' data keys: wrapped by the key service in the database, open in memory.</summary>
internal sealed class DataKeys(IKeyService master)
{
    private const int KeyBytes = 32;

    private readonly ConcurrentDictionary<TenantId, byte[]> _open = new();

    /// <summary>Makes the tenant's key if there is none.</summary>
    public async Task EnsureAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (await FindAsync(transaction, cancellationToken) is not null) return;
        var wrapped = await master.WrapAsync(RandomNumberGenerator.GetBytes(KeyBytes), transaction.Tenant.ToString(), cancellationToken);
        await using var command = new NpgsqlCommand("insert into platform.data_keys (tenant_id, wrapped, master) values ($1, $2, $3) on conflict do nothing", transaction.Connection)
        {
            Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = wrapped.Box }, new() { Value = wrapped.Master } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<byte[]> GetAsync(TenantId tenant, Func<CancellationToken, Task<IDatabaseTransaction>> begin, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(tenant, out var known)) return known;
        await using var transaction = await begin(cancellationToken);
        var wrapped = await FindAsync(transaction, cancellationToken) ?? throw new CryptographicException($"Tenant {tenant} has no data key: it was never made, or destroyed to erase the tenant.");
        return _open[tenant] = await master.UnwrapAsync(wrapped, tenant.ToString(), cancellationToken);
    }

    /// <summary>Wraps the tenant's key under the newest master key, unless it is already; gives whether it was not. The row is locked meanwhile, and the new wrapping is opened before it is kept.</summary>
    public async Task<bool> RewrapAsync(IDatabaseTransaction transaction, string newest, CancellationToken cancellationToken)
    {
        var tenant = transaction.Tenant.ToString();
        if (await FindAsync(transaction, cancellationToken, "for update") is not { } old || old.Master == newest) return false;
        var key = await master.UnwrapAsync(old, tenant, cancellationToken);
        var renewed = await master.WrapAsync(key, tenant, cancellationToken);
        var opened = await master.UnwrapAsync(renewed, tenant, cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(key, opened))
            throw new KeyServiceException($"The key service gave another key back than the one it wrapped; tenant {tenant} keeps its old wrapping.");
        await using var command = new NpgsqlCommand("update platform.data_keys set wrapped = $2, master = $3 where tenant_id = $1", transaction.Connection)
        {
            Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = renewed.Box }, new() { Value = renewed.Master } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    private static async Task<WrappedKey?> FindAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken, string suffix = "")
    {
        await using var command = new NpgsqlCommand($"select master, wrapped from platform.data_keys where tenant_id = $1 {suffix}", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }
}
