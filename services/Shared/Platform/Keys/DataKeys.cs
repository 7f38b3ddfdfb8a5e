using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>The tenants' data keys: wrapped by the key service in the database, open in memory. The newest seals, each opens what it sealed.</summary>
internal sealed class DataKeys(IKeyService master, TimeProvider time)
{
    private const int KeyBytes = 32;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, DataKeySet> _open = new();
    private readonly ConcurrentDictionary<TenantId, Lazy<Task<DataKeySet>>> _opening = new();

    /// <summary>Makes the tenant's first key if there is none.</summary>
    public async Task EnsureAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (await DataKeySql.ReadAsync(transaction, locked: false, cancellationToken) is { Count: > 0 }) return;
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            var wrapped = await master.WrapAsync(key, transaction.Tenant.ToString(), cancellationToken);
            await DataKeySql.AddAsync(transaction, new(1, wrapped, wrapped.Master), cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The key that seals, with its number. A newer one that another process made is used a minute later at most; what is known goes on while nothing can be asked.</summary>
    public async ValueTask<(int Number, byte[] Key)> NewestAsync(TenantId tenant, KeyReading reading, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(tenant, out var known)) known = await OpenAsync(tenant, reading, cancellationToken);
        else if (time.GetElapsedTime(known.ReadAt) > Fresh)
        {
            try
            {
                known = await OpenAsync(tenant, reading, cancellationToken);
            }
            catch (Exception away) when (away is KeyServiceException or NpgsqlException)
            {
                _open[tenant] = known = known with { ReadAt = time.GetTimestamp() };
            }
        }

        return (known.Newest, known.Keys[known.Newest]);
    }

    /// <summary>The key of a number.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public async ValueTask<byte[]> FindAsync(TenantId tenant, int number, KeyReading reading, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(tenant, out var known) && known.Keys.TryGetValue(number, out var key)) return key;
        // The first reading may be one that began before the key was there.
        for (var i = 0; i < 2; i++)
            if ((await OpenAsync(tenant, reading, cancellationToken)).Keys.TryGetValue(number, out key)) return key;
        throw new CryptographicException($"Tenant {tenant} has no data key {number}.");
    }

    /// <summary>Wraps the tenant's keys under the newest master key, those that are not yet; gives how many were not, and how many there are. The rows are locked meanwhile, and each new wrapping is opened before it is kept.</summary>
    public async Task<(int Wrapped, int All)> RewrapAsync(IDatabaseTransaction transaction, string newest, CancellationToken cancellationToken)
    {
        var tenant = transaction.Tenant.ToString();
        var rows = await DataKeySql.ReadAsync(transaction, locked: true, cancellationToken);
        var old = rows.Where(r => r.Wrapped.Master != newest).ToArray();
        foreach (var row in old) await DataKeySql.RewrapAsync(transaction, row.Number, await WrapAsync(await master.UnwrapAsync(row.Wrapped, tenant, cancellationToken), tenant, cancellationToken), cancellationToken);
        return (old.Length, rows.Count);
    }

    /// <summary>Makes a new key for what is sealed from now on, unless one was made under this master key already; gives whether. The older ones stay for what they sealed.</summary>
    public async Task<bool> RenewAsync(IDatabaseTransaction transaction, string newest, CancellationToken cancellationToken)
    {
        if (await DataKeySql.ReadAsync(transaction, locked: true, cancellationToken) is not { Count: > 0 } rows || rows[^1].MadeUnder == newest) return false;
        var wrapped = await WrapAsync(RandomNumberGenerator.GetBytes(KeyBytes), transaction.Tenant.ToString(), cancellationToken);
        await DataKeySql.AddAsync(transaction, new(rows[^1].Number + 1, wrapped, newest), cancellationToken);
        return true;
    }

    /// <summary>Wraps a key and overwrites it.</summary>
    private async Task<WrappedKey> WrapAsync(byte[] key, string tenant, CancellationToken cancellationToken)
    {
        byte[] opened = [];
        try
        {
            var wrapped = await master.WrapAsync(key, tenant, cancellationToken);
            opened = await master.UnwrapAsync(wrapped, tenant, cancellationToken);
            return CryptographicOperations.FixedTimeEquals(key, opened)
                ? wrapped
                : throw new KeyServiceException($"The key service gave another key back than the one it wrapped; tenant {tenant} keeps what it had.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    /// <summary>Reads and opens a tenant's keys; who asks meanwhile waits for the same.</summary>
    private Task<DataKeySet> OpenAsync(TenantId tenant, KeyReading reading, CancellationToken cancellationToken) =>
        _opening.GetOrAdd(tenant, _ => new(() => ReadOnceAsync(tenant, reading))).Value.WaitAsync(cancellationToken);

    private async Task<DataKeySet> ReadOnceAsync(TenantId tenant, KeyReading reading)
    {
        try
        {
            return await ReadAsync(tenant, reading);
        }
        finally
        {
            _opening.TryRemove(tenant, out _);
        }
    }

    private async Task<DataKeySet> ReadAsync(TenantId tenant, KeyReading reading)
    {
        List<DataKeyRow> rows;
        await using (var transaction = await reading.Database.BeginAsync(tenant, CancellationToken.None)) rows = await DataKeySql.ReadAsync(transaction, locked: false, CancellationToken.None);
        if (rows.Count == 0) throw new CryptographicException($"Tenant {tenant} has no data key: it was never made, or destroyed to erase the tenant.");
        var known = _open.GetValueOrDefault(tenant)?.Keys;
        var keys = new Dictionary<int, byte[]>();
        foreach (var row in rows) keys[row.Number] = known?.GetValueOrDefault(row.Number) ?? await master.UnwrapAsync(row.Wrapped, tenant.ToString(), CancellationToken.None);
        return _open[tenant] = new DataKeySet(keys, rows[^1].Number, time.GetTimestamp());
    }
}
