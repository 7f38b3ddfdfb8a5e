using Microsoft.Extensions.Configuration;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>The bus switch, read here and nowhere else: RabbitMQ by address, or in memory.</summary>
/// <param name="RabbitMq">Address such as <c>amqp://user:password@host:5672/vhost</c>; null: in memory.</param>
/// <param name="Lanes">Queues of one consumer: messages with one ordering key share a lane and are handled one after the other. All processes must agree.</param>
/// <param name="PublishDeadline">How long a publish may take: a broker that dies in the middle never answers.</param>
internal sealed record BusSwitch(Uri? RabbitMq, int Lanes, TimeSpan PublishDeadline)
{
    public static BusSwitch Read(IConfiguration configuration)
    {
        var address = configuration["Bus:RabbitMq"];
        return new(
            string.IsNullOrWhiteSpace(address) ? null : new Uri(address),
            configuration.GetValue("Bus:Lanes", 4),
            configuration.GetValue("Bus:PublishDeadline", TimeSpan.FromSeconds(8)));
    }
}
