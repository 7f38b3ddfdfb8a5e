using System.Collections.Concurrent;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Over RabbitMQ a row is done when the broker has confirmed it for every consumer's queue. A queue that does not exist yet refuses it, so a fact waits for a consumer that was never started.</summary>
internal sealed class RabbitMqDelivery(RabbitMqPublisher publisher, Consumers consumers) : IDelivery
{
    private readonly ConcurrentDictionary<(string Place, long Id), HashSet<string>> _confirmed = new();

    public async Task<Task> HandOverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var confirmed = _confirmed.GetOrAdd((row.Place, row.Id), _ => new HashSet<string>(StringComparer.Ordinal));
        foreach (var consumer in consumers.Of(row))
        {
            if (confirmed.Contains(consumer)) continue;
            await publisher.PublishAsync(consumers.QueueFor(consumer, row), row.Envelope, cancellationToken);
            confirmed.Add(consumer);
        }

        _confirmed.TryRemove((row.Place, row.Id), out _);
        return Task.CompletedTask;
    }
}
