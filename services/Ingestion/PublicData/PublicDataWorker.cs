using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Runs the public prices and the candles of every venue served here.</summary>
internal sealed class PublicDataWorker(
    VenueScope scope, ConnectorList connectors, IOptions<IngestionOptions> options, VenueAccess venues, KnownSymbols symbols, MarketChoice markets, CandleCollector candles, ILiveChannel live, TimeProvider clock, ILogger<VenueFeed> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.PublicData) return Task.CompletedTask;
        var served = connectors.All.Where(v => scope.Holds(v.Venue)).ToList();
        var feeds = served.Select(v => new VenueFeed(v, venues, symbols, markets, live, clock, log).RunAsync(stoppingToken));
        return Task.WhenAll([.. feeds, .. served.Select(v => candles.RunAsync(v, stoppingToken))]);
    }
}
