namespace PortfolioPlatform.Platform;

/// <summary>The road for values that are worth nothing a second later: in process, or Redis publish/subscribe. Never stored on the way.</summary>
public interface ILiveChannel
{
    /// <summary>Sends to whoever listens now.</summary>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Listens until disposed. The handler runs in order, must be quick and must not throw; slow readers put values into their own conflating buffer.</summary>
    Task<IAsyncDisposable> SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> handler, CancellationToken cancellationToken);
}

/// <summary>Current values by key, in process or in Redis: can be lost at any time and made again from facts.</summary>
public interface IHotStore
{
    /// <summary>Sets fields of a hash.</summary>
    ValueTask SetAsync(string key, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken);

    /// <summary>Reads a whole hash; empty if there is none.</summary>
    ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> GetAllAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes fields of a hash.</summary>
    ValueTask RemoveAsync(string key, IReadOnlyCollection<string> fields, CancellationToken cancellationToken);

    /// <summary>Marks a key as alive for a time (somebody watches).</summary>
    ValueTask TouchAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Whether a touched key is still alive.</summary>
    ValueTask<bool> IsAliveAsync(string key, CancellationToken cancellationToken);
}
