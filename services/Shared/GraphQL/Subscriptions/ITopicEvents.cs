namespace PortfolioPlatform.GraphQL.Subscriptions;

/// <summary>Tells the subscribers of a topic.</summary>
public interface ITopicEventSender
{
    /// <summary>Hands a message to everybody who listens now; never waits for them.</summary>
    ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default);
}

/// <summary>Listens to a topic.</summary>
public interface ITopicEventReceiver
{
    /// <summary>The messages of a topic from now on. A listener that falls behind by more than the buffer loses the oldest.</summary>
    IAsyncEnumerable<TMessage> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default);
}
