using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Hands values to the listeners of this process, on the publisher's thread; each listener sees them one at a time.</summary>
internal sealed class InProcessLiveChannel(ILogger<InProcessLiveChannel> log) : ILiveChannel
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Listener>> _topics = new(StringComparer.Ordinal);

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (_topics.TryGetValue(topic, out var listeners))
            foreach (var listener in listeners) listener.Receive(payload);
        return ValueTask.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> handler, CancellationToken cancellationToken)
    {
        var listener = new Listener(this, topic, handler);
        _topics.AddOrUpdate(topic, _ => [listener], (_, old) => old.Add(listener));
        return Task.FromResult<IAsyncDisposable>(listener);
    }

    private void Remove(Listener listener)
    {
        while (_topics.TryGetValue(listener.Topic, out var listeners))
        {
            var left = listeners.Remove(listener);
            if (left.IsEmpty ? _topics.TryRemove(new KeyValuePair<string, ImmutableArray<Listener>>(listener.Topic, listeners)) : _topics.TryUpdate(listener.Topic, left, listeners)) return;
        }
    }

    private sealed class Listener(InProcessLiveChannel channel, string topic, Action<ReadOnlyMemory<byte>> handler) : IAsyncDisposable
    {
        private readonly Lock _turn = new();

        public string Topic => topic;

        public void Receive(ReadOnlyMemory<byte> payload)
        {
            try
            {
                lock (_turn) handler(payload);
            }
            catch (Exception error)
            {
                Log.ListenerFailed(channel._log, error, topic);
            }
        }

        public ValueTask DisposeAsync()
        {
            channel.Remove(this);
            return ValueTask.CompletedTask;
        }
    }

    private readonly ILogger _log = log;
}
