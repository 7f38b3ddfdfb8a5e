using Microsoft.Extensions.Configuration;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.HotStore;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>A process that runs only some modules needs a bus, a database and a live channel it shares with those that run the others; else facts and values would be lost without a word.</summary>
internal static class SharedParts
{
    public static void Require(TargetSelection selection, IConfiguration configuration)
    {
        if (!selection.IsPartial) return;
        if (BusSwitch.Read(configuration).RabbitMq is null || DatabaseSwitch.Read(configuration).IsEmbedded || HotStoreSwitch.Read(configuration).Redis is null)
            throw new StartupException("A part of the platform shares bus, database and live values with the others: set Bus__RabbitMq, Database__ConnectionString and Redis__Connection, or run --target all.");
    }
}
