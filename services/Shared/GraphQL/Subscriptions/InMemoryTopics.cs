using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PortfolioPlatform.GraphQL.Subscriptions;

/// <summary>Topics of this process. A listener has a bounded buffer: who reads slower than is told gets the newest, and nobody waits for anybody.</summary>
internal sealed class InMemoryTopics(GraphQLOptions options) : ITopicEventSender, ITopicEventReceiver
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<object?>, bool>> _topics = new(StringComparer.Ordinal);

    /// <summary>Listeners of a topic.</summary>
    internal int Count(string topicName) => _topics.TryGetValue(topicName, out var listeners) ? listeners.Count : 0;

    public ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default)
    {
        if (_topics.TryGetValue(topicName, out var listeners))
            foreach (var (listener, _) in listeners) listener.Writer.TryWrite(message);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<TMessage> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default)
    {
        var listener = Channel.CreateBounded<object?>(new BoundedChannelOptions(options.TopicBuffer) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _topics.GetOrAdd(topicName, static _ => []).TryAdd(listener, true);
        return ReadAsync<TMessage>(topicName, listener, cancellationToken);
    }

    private async IAsyncEnumerable<TMessage> ReadAsync<TMessage>(string topicName, Channel<object?> listener, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in listener.Reader.ReadAllAsync(cancellationToken)) yield return (TMessage)message!;
        }
        finally
        {
            _topics[topicName].TryRemove(listener, out _);
        }
    }
}
