using StackExchange.Redis;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Current values as Redis hashes. Its answers may fail while Redis is away: values can be lost and made again.</summary>
internal sealed class RedisHotStore(RedisLink redis) : IHotStore
{
    private static readonly RedisValue Alive = "1";

    public async ValueTask SetAsync(string key, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken)
    {
        if (fields.Count == 0) return;
        await redis.Database.HashSetAsync(key, [.. fields.Select(f => new HashEntry(f.Key, f.Value.ToArray()))]).WaitAsync(cancellationToken);
    }

    public async ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> GetAllAsync(string key, CancellationToken cancellationToken)
    {
        var entries = await redis.Database.HashGetAllAsync(key).WaitAsync(cancellationToken);
        return entries.ToDictionary(e => (string)e.Name!, e => (ReadOnlyMemory<byte>)(byte[])e.Value!, StringComparer.Ordinal);
    }

    public async ValueTask RemoveAsync(string key, IReadOnlyCollection<string> fields, CancellationToken cancellationToken)
    {
        if (fields.Count == 0) return;
        await redis.Database.HashDeleteAsync(key, [.. fields.Select(f => (RedisValue)f)]).WaitAsync(cancellationToken);
    }

    public async ValueTask TouchAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await redis.Database.StringSetAsync(key, Alive, lifetime).WaitAsync(cancellationToken);

    public async ValueTask<bool> IsAliveAsync(string key, CancellationToken cancellationToken) =>
        await redis.Database.KeyExistsAsync(key).WaitAsync(cancellationToken);
}
