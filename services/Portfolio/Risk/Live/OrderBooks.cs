using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The newest order book of each contract. Written as they are heard, read by the risk engine.</summary>
internal sealed class OrderBooks(TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Venue, string Contract), (BookValue Book, DateTimeOffset HeardAt)> books = new();

    public void Take(ReadOnlyMemory<byte> payload)
    {
        if (JsonSerializer.Deserialize(payload.Span, LiveJson.Default.BookValue) is { } book) books[(book.Venue, book.Contract)] = (book, time.GetUtcNow());
    }

    /// <summary>A book heard of within a minute; null when there is none.</summary>
    public BookValue? Find(string venue, string contract)
    {
        if (!books.TryGetValue((venue, contract), out var known)) return null;
        if (time.GetUtcNow() - known.HeardAt <= Lasts) return known.Book;
        books.TryRemove(new((venue, contract), known));
        return null;
    }
}
