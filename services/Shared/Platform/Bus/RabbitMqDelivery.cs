using System.Collections.Concurrent;
using MassTransit;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Over RabbitMQ a row is done when the broker has confirmed it for every consumer's queue. A queue that does not exist yet refuses it, so a fact waits for a consumer that was never started.</summary>
internal sealed class RabbitMqDelivery(IBus bus, Consumers consumers, BusSwitch options) : IDelivery
{
    private readonly ConcurrentDictionary<long, HashSet<string>> _confirmed = new();

    public async Task<Task> HandOverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var confirmed = _confirmed.GetOrAdd(row.Id, _ => new HashSet<string>(StringComparer.Ordinal));
        foreach (var consumer in consumers.Of(row))
        {
            if (confirmed.Contains(consumer)) continue;
            await SendAsync(consumers.QueueFor(consumer, row.Envelope.OrderingKey), row.Envelope, cancellationToken);
            confirmed.Add(consumer);
        }

        _confirmed.TryRemove(row.Id, out _);
        return Task.CompletedTask;
    }

    private async Task SendAsync(string queue, Envelope envelope, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.PublishDeadline);
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}")).WaitAsync(deadline.Token);
        await endpoint.Send(envelope, MakeMandatory, deadline.Token).WaitAsync(deadline.Token);
    }

    private static void MakeMandatory(SendContext<Envelope> context)
    {
        context.MessageId = context.Message.MessageId;
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    }
}
