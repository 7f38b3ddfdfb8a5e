using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PortfolioPlatform.MarketData.Assets;

/// <summary>At start: shipped rows into the database, the whole registry to everybody.</summary>
internal sealed class RegistryWorker(RegistryStore store, RegistrySource source, TimeProvider clock, ILogger<RegistryWorker> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var published = await store.SyncAsync(AssetSeed.Load(), stoppingToken);
                source.Set(new AssetRegistry(new RegistryContent(published.Assets, published.Aliases, published.Lineage)));
                Log.RegistryPublished(log, published.Version, published.Assets.Length, published.Aliases.Length);
                return;
            }
            catch (NpgsqlException problem)
            {
                Log.RegistryWaits(log, problem.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }
}
