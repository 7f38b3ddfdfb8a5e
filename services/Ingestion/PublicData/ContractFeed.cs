using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Listens to a venue about the contracts that somebody holds; begins anew when other contracts are held, and when a stream ended or failed.</summary>
internal abstract class ContractFeed(VenueScope scope, ConnectorList connectors, HeldContracts held, VenueAccess venues, IOptions<IngestionOptions> options, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>How long until it looks again.</summary>
    protected static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.PublicData ? Task.WhenAll(connectors.All.Where(v => scope.Holds(v.Venue)).Select(v => RunAsync(v, stoppingToken))) : Task.CompletedTask;

    /// <summary>Passes on what the venue tells until other contracts are held; false when the venue never tells this.</summary>
    protected abstract Task<bool> ListenAsync(IVenueMarketData data, string venue, IReadOnlyList<string> contracts, CancellationToken cancellationToken);

    /// <summary>Whether these are still the contracts somebody holds.</summary>
    protected bool AreHeld(string venue, IReadOnlyList<string> contracts) => held.Of(venue).SequenceEqual(contracts);

    private async Task RunAsync(IVenueConnector connector, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Look, clock, cancellationToken);
            if (held.Of(connector.Venue) is not { Count: > 0 } contracts) continue;
            try
            {
                await using var data = connector.OpenMarketData(venues.ContextOf(connector.Venue));
                if (!await ListenAsync(data, connector.Venue, contracts, cancellationToken)) return;
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(log, problem, connector.Venue);
            }
        }
    }
}
