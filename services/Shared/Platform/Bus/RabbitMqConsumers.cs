using MassTransit;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>
/// The queues consumed here, each as an endpoint that was connected to the running bus and can be put aside and connected anew. Endpoints of the bus's own configuration cannot: the bus library leaves
/// those that were between two attempts when it stopped marked as faulted, takes faulted for started, and does not start them again however often the bus is.
/// </summary>
internal sealed class RabbitMqConsumers(IBusControl bus, Consumers consumers, MessageRunner runner)
{
    private readonly List<HostReceiveEndpointHandle> _endpoints = [];

    /// <summary>Whether every queue is consumed.</summary>
    public bool AreWell
    {
        get
        {
            var health = bus.CheckHealth().Endpoints;
            return _endpoints.TrueForAll(e => health.TryGetValue($"{e.ReceiveEndpoint.InputAddress}", out var told) && told.Status == BusHealthStatus.Healthy);
        }
    }

    /// <summary>Begins to consume; attempts go on by themselves while the broker is away, with ever longer pauses.</summary>
    public void Connect()
    {
        foreach (var (queue, consumer) in consumers.QueuesHere) _endpoints.Add(bus.ConnectReceiveEndpoint(queue, e => Configure(e, consumer)));
    }

    /// <summary>Puts all endpoints aside. What they have not confirmed the broker gives to the next.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        var stopping = _endpoints.ConvertAll(e => e.StopAsync(cancellationToken));
        _endpoints.Clear();
        await Task.WhenAll(stopping).WaitAsync(cancellationToken);
    }

    private void Configure(IReceiveEndpointConfigurator endpoint, string consumer)
    {
        BusRegistration.InOrder(endpoint);
        endpoint.RethrowFaultedMessages();
        endpoint.Handler<Envelope>(c => runner.RunAsync(consumer, c.Message, c.CancellationToken));
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue) return;
        queue.SetQuorumQueue();
        queue.SingleActiveConsumer = true;
    }
}
