using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Market data of a venue that also tells its order books.</summary>
public interface IOrderBooks
{
    /// <summary>The live books of contracts, whole again after every hole. Completes when the connection is lost.</summary>
    IAsyncEnumerable<VenueBook> StreamBooksAsync(IReadOnlyCollection<string> contracts, CancellationToken cancellationToken);
}

/// <summary>The best levels of an order book.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Bids">Highest first.</param>
/// <param name="Asks">Lowest first.</param>
/// <param name="Time">The venue's time.</param>
/// <param name="ChangeId">The venue's number of the change it shows.</param>
public sealed record VenueBook(string Venue, string Contract, ImmutableArray<BookLevel> Bids, ImmutableArray<BookLevel> Asks, DateTimeOffset Time, long ChangeId);

/// <summary>What is offered at a price.</summary>
public readonly record struct BookLevel(Quantity Price, Quantity Amount);
