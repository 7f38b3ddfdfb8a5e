using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Passes on the order books of contracts that somebody holds, where a venue streams them: of each the newest, once a second. Values only: never stored.</summary>
internal sealed class BookFeed(VenueScope scope, ConnectorList connectors, HeldContracts held, VenueAccess venues, ILiveChannel live, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<BookFeed> log) : BackgroundService
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
        if (data is not IOrderBooks books) return;
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var book in books.StreamBooksAsync(contracts, cancellationToken))
        {
            if (!held.Of(connector.Venue).SequenceEqual(contracts)) return;
            if (told.TryGetValue(book.Contract, out var last) && clock.GetElapsedTime(last) < Look) continue;
            told[book.Contract] = clock.GetTimestamp();
            var value = new BookValue(book.Venue, book.Contract, Levels(book.Bids), Levels(book.Asks), book.Time);
            await live.PublishAsync(LiveTopics.Books, JsonSerializer.SerializeToUtf8Bytes(value, LiveJson.Default.BookValue), cancellationToken);
        }
    }

    private static ImmutableArray<BookLevelValue> Levels(ImmutableArray<BookLevel> side) => [.. side.Select(l => new BookLevelValue(l.Price, l.Amount))];
}
