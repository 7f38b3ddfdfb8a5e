using System.Collections.Concurrent;
using System.Collections.Immutable;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Tests.Feed;

/// <summary>Live channel and hot store in this process, with a switch to lose messages.</summary>
public sealed class LocalRoad : ILiveChannel, IHotStore
{
    private readonly ConcurrentDictionary<string, ImmutableList<Action<ReadOnlyMemory<byte>>>> handlers = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ReadOnlyMemory<byte>>> hashes = new();

    public ConcurrentDictionary<string, int> Touched { get; } = new();

    public bool LosesMessages { get; set; }

    public bool Fails { get; set; }

    public int Subscribers(string topic) => handlers.TryGetValue(topic, out var list) ? list.Count : 0;

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!LosesMessages && handlers.TryGetValue(topic, out var list))
            foreach (var handler in list)
                handler(payload);
        return ValueTask.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> handler, CancellationToken cancellationToken)
    {
        handlers.AddOrUpdate(topic, [handler], (_, list) => list.Add(handler));
        return Task.FromResult<IAsyncDisposable>(new Ending(() => handlers.AddOrUpdate(topic, [], (_, list) => list.Remove(handler))));
    }

    public ValueTask SetAsync(string key, IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken)
    {
        foreach (var (field, value) in fields) hashes.GetOrAdd(key, _ => new())[field] = value.ToArray();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> GetAllAsync(string key, CancellationToken cancellationToken) =>
        Fails ? throw new IOException("The hot store is away.") : ValueTask.FromResult<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(hashes.GetOrAdd(key, _ => new()).ToDictionary());

    public ValueTask RemoveAsync(string key, IReadOnlyCollection<string> fields, CancellationToken cancellationToken)
    {
        foreach (var field in fields) hashes.GetOrAdd(key, _ => new()).TryRemove(field, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask TouchAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Touched.AddOrUpdate(key, 1, (_, count) => count + 1);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsAliveAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(Touched.ContainsKey(key));

    private sealed class Ending(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
