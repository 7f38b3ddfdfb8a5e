using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Fills told by private streams: in the books at once, under the rank of anything the ledger says, and gone if it never says it.</summary>
internal sealed class ProvisionalFills(PriceBoard board)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly Dictionary<(TenantId Tenant, EntryKey Key), (BookEntry Entry, DateTimeOffset Until)> open = [];

    public void Put(TenantBook book, ProvisionalFill fill, DateTimeOffset now)
    {
        if (!book.IsStarted || fill.Fill.Time < book.Floor) return;
        var entry = BookEntry.Provisional(fill.Account, fill.Venue, fill.Fill, book.Resolver);
        foreach (var asset in entry.Assets.Concat(book.Currencies))
            if (board.Usd(asset) is { } usd) entry.Usd[asset] = usd;
        open[(book.Tenant, entry.Key)] = (entry, now + Longest);
        book.Put(entry);
    }

    /// <summary>Takes back what the ledger did not confirm in time. Returns whether anything was.</summary>
    public bool Expire(TenantBook book, DateTimeOffset now)
    {
        var over = open.Where(o => o.Key.Tenant == book.Tenant && o.Value.Until <= now).Select(o => o.Key).ToArray();
        foreach (var key in over)
        {
            open.Remove(key, out var fill);
            book.Put(fill.Entry with { Rank = new EntryRank(-1, 1, 0), Fact = fill.Entry.Fact with { Status = TransactionStatus.Failed } });
        }

        return over.Length > 0;
    }
}
