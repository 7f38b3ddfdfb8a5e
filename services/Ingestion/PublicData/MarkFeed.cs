using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Passes on the marks of contracts that somebody holds, as the venues stream them; connects anew when other contracts are held. Values only: never stored.</summary>
internal sealed class MarkFeed(VenueScope scope, ConnectorList connectors, HeldContracts held, VenueAccess venues, ILiveChannel live, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<MarkFeed> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.PublicData ? Task.WhenAll(connectors.All.Where(v => scope.Holds(v.Venue)).Select(v => RunAsync(v, stoppingToken))) : Task.CompletedTask;

    private async Task RunAsync(IVenueConnector connector, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Look, clock, cancellationToken);
            if (held.Of(connector.Venue) is not { Count: > 0 } contracts) continue;
            try
            {
                await ListenAsync(connector, contracts, cancellationToken);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.FeedFailed(log, problem, connector.Venue);
            }
        }
    }

    private async Task ListenAsync(IVenueConnector connector, IReadOnlyList<string> contracts, CancellationToken cancellationToken)
    {
        await using var data = connector.OpenMarketData(venues.ContextOf(connector.Venue));
        if (data is not IMarkPrices marks) return;
        await foreach (var mark in marks.StreamMarksAsync(contracts, cancellationToken))
        {
            var value = new MarkValue(mark.Venue, mark.Contract, mark.Mark, mark.FundingRate, mark.NextFunding, mark.Time) { UnderlyingPrice = mark.UnderlyingPrice, Volatility = mark.Volatility };
            await live.PublishAsync(LiveTopics.Marks, JsonSerializer.SerializeToUtf8Bytes(value, LiveJson.Default.MarkValue), cancellationToken);
            if (!held.Of(connector.Venue).SequenceEqual(contracts)) return;
        }
    }
}
