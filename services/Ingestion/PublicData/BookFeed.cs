using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Passes on the order books of contracts that somebody holds, where a venue streams them: of each the newest, once a second. Values only: never stored.</summary>
internal sealed class BookFeed(VenueScope scope, ConnectorList connectors, HeldContracts held, VenueAccess venues, ILiveChannel live, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<BookFeed> log)
    : ContractFeed(scope, connectors, held, venues, options, clock, log)
{
    private readonly TimeProvider time = clock;

    /// <inheritdoc/>
    protected override async Task<bool> ListenAsync(IVenueMarketData data, string venue, IReadOnlyList<string> contracts, CancellationToken cancellationToken)
    {
        if (data is not IOrderBooks books) return false;
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var book in books.StreamBooksAsync(contracts, cancellationToken))
        {
            if (!AreHeld(venue, contracts)) break;
            if (told.TryGetValue(book.Contract, out var last) && time.GetElapsedTime(last) < Look) continue;
            told[book.Contract] = time.GetTimestamp();
            var value = new BookValue(book.Venue, book.Contract, Levels(book.Bids), Levels(book.Asks), book.Time);
            await live.PublishAsync(LiveTopics.Books, JsonSerializer.SerializeToUtf8Bytes(value, LiveJson.Default.BookValue), cancellationToken);
        }

        return true;
    }

    private static ImmutableArray<BookLevelValue> Levels(ImmutableArray<BookLevel> side) => [.. side.Select(l => new BookLevelValue(l.Price, l.Amount))];
}
