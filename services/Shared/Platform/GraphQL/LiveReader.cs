using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>
/// Live values for subscriptions: first everything there is, then what changed. Values gather by key while the reader is busy, and at least for the window, so a slow
/// reader gets fewer and wider changes, and the newest of each key always.
/// </summary>
public sealed class LiveReader(IHotStore store, ILiveChannel channel, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Touch = TimeSpan.FromSeconds(10);

    /// <summary>Changes of a topic until cancelled; the first holds all current values, and may be empty.</summary>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(FeedSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gathered = new Gathering();
        await using var subscription = await channel.SubscribeAsync(source.Topic, gathered.Take, cancellationToken);
        await using var watch = Keep(source.WatchKey);
        foreach (var value in (await store.GetAllAsync(source.Topic, cancellationToken)).Values) gathered.Take(value);
        yield return gathered.Drain();
        while (true)
        {
            await gathered.WaitAsync(cancellationToken);
            yield return gathered.Drain();
            await Task.Delay(Window, time, cancellationToken);
        }
    }

    /// <summary>Current values by key. What is only kept up to date while somebody looks is waited for the first time.</summary>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> NowAsync(FeedSource source, CancellationToken cancellationToken)
    {
        if (source.WatchKey is null) return await store.GetAllAsync(source.Topic, cancellationToken);
        var wasWatched = await store.IsAliveAsync(source.WatchKey, cancellationToken);
        if (!wasWatched)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var subscription = await channel.SubscribeAsync(source.Topic, _ => told.TrySetResult(), cancellationToken);
            await store.TouchAsync(source.WatchKey, Touch * 6, cancellationToken);
            await Task.WhenAny(told.Task, Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken));
        }
        else await store.TouchAsync(source.WatchKey, Touch * 6, cancellationToken);
        return await store.GetAllAsync(source.Topic, cancellationToken);
    }

    private ITimer? Keep(string? key) => key is null ? null : time.CreateTimer(_ => _ = store.TouchAsync(key, Touch * 3, CancellationToken.None).AsTask(), null, TimeSpan.Zero, Touch);

    private sealed class Gathering
    {
        private readonly Lock _gate = new();
        private readonly Channel<bool> _some = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

        public void Take(ReadOnlyMemory<byte> payload)
        {
            using var json = JsonDocument.Parse(payload);
            lock (_gate)
            {
                if (json.RootElement.ValueKind == JsonValueKind.Array) foreach (var value in json.RootElement.EnumerateArray()) Put(value);
                else Put(json.RootElement);
            }
            _some.Writer.TryWrite(true);
        }

        public IReadOnlyList<JsonElement> Drain()
        {
            Dictionary<string, JsonElement> values;
            lock (_gate)
            {
                (values, _values) = (_values, new Dictionary<string, JsonElement>(StringComparer.Ordinal));
                _some.Reader.TryRead(out _);
            }
            return [.. values.Values];
        }

        public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _some.Reader.WaitToReadAsync(cancellationToken);

        private void Put(JsonElement value)
        {
            if (!value.TryGetProperty("key", out var name) || name.GetString() is not { } key) return;
            if (_values.TryGetValue(key, out var known) && Order(known).CompareTo(Order(value)) > 0) return;
            _values[key] = value.Clone();
        }

        private static (long Epoch, long Version) Order(JsonElement value) => (Number(value, "epoch"), Number(value, "version"));

        private static long Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) && number.TryGetInt64(out var read) ? read : 0;
    }
}
