using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>The tenants' data keys, wrapped in the database, open in memory.</summary>
internal sealed class DataKeys(KeyFile master)
{
    private const int KeyBytes = 32;

    private readonly ConcurrentDictionary<TenantId, byte[]> _open = new();

    /// <summary>Makes the tenant's key if there is none.</summary>
    public async Task EnsureAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var wrapped = master.Wrap(RandomNumberGenerator.GetBytes(KeyBytes), transaction.Tenant.ToString());
        await using var command = new NpgsqlCommand("insert into platform.data_keys (tenant_id, wrapped) values ($1, $2) on conflict do nothing", transaction.Connection)
        {
            Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = wrapped } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<byte[]> GetAsync(TenantId tenant, Func<CancellationToken, Task<IDatabaseTransaction>> begin, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(tenant, out var known)) return known;
        await using var transaction = await begin(cancellationToken);
        await using var command = new NpgsqlCommand("select wrapped from platform.data_keys where tenant_id = $1", transaction.Connection) { Parameters = { new() { Value = tenant.Value } } };
        var wrapped = (byte[]?)await command.ExecuteScalarAsync(cancellationToken) ?? throw new CryptographicException($"Tenant {tenant} has no data key: it was never made, or destroyed to erase the tenant.");
        return _open[tenant] = master.Unwrap(wrapped, tenant.ToString());
    }
}
