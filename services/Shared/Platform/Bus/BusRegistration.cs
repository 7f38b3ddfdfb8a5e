using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Wires the bus: MassTransit in memory or over RabbitMQ, one queue for each consumer and lane, handled one message at a time; each database has its own, so that one that is away holds up nobody else.</summary>
internal static class BusRegistration
{
    public static IServiceCollection AddPlatformBus(this IServiceCollection services, BusSwitch options, Places places, IReadOnlyList<MessageSubscription> everywhere, IReadOnlyList<MessageSubscription> here)
    {
        var consumers = new Consumers(everywhere, here, options.Lanes, [.. places.All.Select(p => p.Name)]);
        services.AddSingleton(consumers).AddSingleton(options).AddSingleton(RetrySchedule.Default)
            .AddSingleton<BusMetrics>().AddSingleton<MessageRunner>();
        if (options.RabbitMq is null) AddInMemory(services, consumers);
        else AddRabbitMq(services, options.RabbitMq);
        foreach (var place in places.All) services.AddSingleton<IHostedService>(p => ActivatorUtilities.CreateInstance<OutboxDispatcher>(p, place, new OutboxLease(place, p.GetRequiredService<TimeProvider>())));
        return services.AddHostedService<InboxUpkeep>();
    }

    private static void AddInMemory(IServiceCollection services, Consumers consumers)
    {
        services.AddSingleton<InMemoryDelivery>().AddSingleton<IDelivery>(p => p.GetRequiredService<InMemoryDelivery>());
        services.AddMassTransit(x => Silent(x).UsingInMemory((context, bus) =>
        {
            foreach (var (queue, consumer) in consumers.QueuesHere)
                bus.ReceiveEndpoint(queue, e =>
                {
                    InOrder(e);
                    e.Handler<Envelope>(async c =>
                    {
                        var delivery = context.GetRequiredService<InMemoryDelivery>();
                        if (delivery.Find(c.Message.MessageId) is not { } envelope) return;
                        await context.GetRequiredService<MessageRunner>().RunAsync(consumer, envelope, c.CancellationToken);
                        delivery.Applied(c.Message.MessageId, consumer);
                    });
                });
        }));
    }

    private static void AddRabbitMq(IServiceCollection services, Uri address)
    {
        services.AddSingleton<RabbitMqPublisher>().AddSingleton<IDelivery, RabbitMqDelivery>();
        services.AddMassTransit(x => Silent(x).UsingRabbitMq((_, bus) => bus.Host(address, h => h.Heartbeat(TimeSpan.FromSeconds(10)))));
        // After the bus, whose endpoints it connects.
        services.AddSingleton<RabbitMqConsumers>().AddHostedService<ConsumerKeeper>();
    }

    /// <summary>The library would report its use to its maker: this product calls nobody it was not told to call.</summary>
    private static IBusRegistrationConfigurator Silent(IBusRegistrationConfigurator bus)
    {
        bus.DisableUsageTelemetry();
        return bus;
    }

    /// <summary>One message at a time.</summary>
    internal static void InOrder(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = 8;
        endpoint.ConcurrentMessageLimit = 1;
    }
}
