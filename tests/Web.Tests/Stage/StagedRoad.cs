using System.Collections.Concurrent;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>Live channel and hot store of the staged host.</summary>
internal sealed class StagedRoad : ILiveChannel, IHotStore
{
    private readonly ConcurrentDictionary<string, Action<ReadOnlyMemory<byte>>> handlers = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ReadOnlyMemory<byte>>> hashes = new();

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (handlers.TryGetValue(topic, out var handler)) handler(payload);
        return ValueTask.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> handler, CancellationToken cancellationToken)
    {
        handlers[topic] = handler;
        return Task.FromResult<IAsyncDisposable>(new Ending(() => handlers.TryRemove(topic, out _)));
    }

    public ValueTask SetAsync(string key, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken)
    {
        foreach (var (field, value) in fields) Hash(key)[field] = value;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> GetAllAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(Hash(key).ToDictionary());

    public ValueTask RemoveAsync(string key, IReadOnlyCollection<string> fields, CancellationToken cancellationToken)
    {
        foreach (var field in fields) Hash(key).TryRemove(field, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask TouchAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> IsAliveAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    private ConcurrentDictionary<string, ReadOnlyMemory<byte>> Hash(string key) => hashes.GetOrAdd(key, static _ => new());

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
