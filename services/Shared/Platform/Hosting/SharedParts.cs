using Microsoft.Extensions.Configuration;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>A process that runs only some modules needs a bus and a database it can share with those that run the others; else facts would be lost without a word.</summary>
internal static class SharedParts
{
    public static void Require(TargetSelection selection, IConfiguration configuration)
    {
        if (!selection.IsPartial) return;
        if (BusSwitch.Read(configuration).RabbitMq is null || DatabaseSwitch.Read(configuration).IsEmbedded)
            throw new StartupException("A part of the platform needs a shared bus and database: set Bus__RabbitMq and Database__ConnectionString, or run --target all.");
    }
}
