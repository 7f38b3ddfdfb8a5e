using System.Collections.Concurrent;
using MassTransit;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>
/// In memory the outbox is the queue: a row is done when every consumer has committed its inbox row. Through the transport goes only a message's name, so that a page of
/// a thousand transactions is not written and read as JSON within JSON; the message itself waits here.
/// </summary>
internal sealed class InMemoryDelivery(IBus bus, Consumers consumers) : IDelivery
{
    private readonly ConcurrentDictionary<Guid, Pending> _pending = new();

    public async Task<Task> HandOverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var names = consumers.Of(row);
        if (names.Count == 0) return Task.CompletedTask;
        var pending = _pending.GetOrAdd(row.Envelope.MessageId, _ => new Pending(row.Envelope, names));
        var name = row.Envelope with { Body = default };
        foreach (var consumer in names)
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{consumers.QueueFor(consumer, row)}"));
            await endpoint.Send(name, cancellationToken);
        }

        return pending.Done;
    }

    /// <summary>The message of a name; null when every consumer has committed it.</summary>
    public Envelope? Find(Guid message) => _pending.TryGetValue(message, out var pending) ? pending.Envelope : null;

    /// <summary>A consumer has committed the message.</summary>
    public void Applied(Guid message, string consumer)
    {
        if (_pending.TryGetValue(message, out var pending) && pending.Applied(consumer)) _pending.TryRemove(message, out _);
    }

    private sealed class Pending(Envelope envelope, IEnumerable<string> consumers)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<string> _left = new(consumers, StringComparer.Ordinal);

        public Envelope Envelope => envelope;

        public Task Done => _done.Task;

        public bool Applied(string consumer)
        {
            lock (_left)
            {
                _left.Remove(consumer);
                return _left.Count == 0 && _done.TrySetResult();
            }
        }
    }
}
