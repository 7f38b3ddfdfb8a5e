using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>The book of one currency at a past pair: the nearest snapshot that was true then, and the entries after it.</summary>
internal static class PastBook
{
    public static async Task<PositionBook> ReadAsync(IDatabaseTransaction transaction, Knowledge known, AssetId currency, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var origin = await SnapshotSql.NearestAsync(transaction, currency, known.Resolver.Version, new(asOf, known.At), cancellationToken);
        var entries = await PastEntrySql.ReadAsync(transaction, known, origin?.Floor ?? DateTimeOffset.UnixEpoch, asOf, cancellationToken);
        var book = origin is null ? new PositionBook() : new PositionBook(origin);
        foreach (var entry in entries) book.Put(entry.In(currency, known.Resolver));
        foreach (var (holds, link) in await PastEntrySql.LinksAsync(transaction, known, [.. entries.Select(e => e.EntryId)], cancellationToken))
        {
            if (holds) book.Link(link);
            else book.Unlink(link);
        }

        book.Settle();
        return book;
    }
}
