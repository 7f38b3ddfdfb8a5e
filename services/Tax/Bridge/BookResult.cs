using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Bridge;

/// <summary>What Portfolio's books realised of an entity's accounts: average cost by account and asset, by the same fold over the same ledger and prices.</summary>
internal static class BookResult
{
    /// <summary>Realised from an instant on, before another, in the currency of the books; and what of it is gains on money that is not that currency.</summary>
    public static (Quantity All, Quantity Money) Between(EntityLedger ledger, DateTimeOffset from, DateTimeOffset to)
    {
        var book = new PositionBook();
        var keys = ledger.View.Entries.ToDictionary(e => e.EntryId, e => e.Key);
        foreach (var link in ledger.View.Links)
            if (keys.TryGetValue(link.Left, out var left) && keys.TryGetValue(link.Arrived, out var arrived)) book.Link(new TransferLink(left, arrived, 0));
        var own = ledger.Accounts.Select(a => a.Id).ToHashSet();
        Put(book, ledger, e => e.Time < from);
        var before = Realised(book, own);
        Put(book, ledger, e => e.Time >= from && e.Time < to);
        var after = Realised(book, own);
        var results = ledger.View.Entries.Where(e => e.Time >= from && e.Time < to && own.Contains(e.Account) && e.Kind is TransactionKind.MarginResult or TransactionKind.Funding).SelectMany(e => e.Legs.Select(l => Result(e, l, ledger.Rates)));
        return (after.All - before.All, after.Money - before.Money - results.Aggregate(Quantity.Zero, (sum, r) => sum + r));
    }

    // Results of positions that were paid in money stand in its pool: they are no gain on the money.
    private static Quantity Result(LedgerEntry e, LedgerLeg leg, RateBook rates)
    {
        if (leg.Role != LegRole.Principal || !RateBook.IsMoney(leg.Asset) || rates.WorthOf(leg, e.Time) is not { } worth) return Quantity.Zero;
        var value = new AccountingLeg(leg.Asset, leg.Amount, leg.Role, new LegPrice(worth.PerUnit, worth.Rank)).Value ?? Quantity.Zero;
        return leg.Amount.IsNegative ? -value : value;
    }

    private static void Put(PositionBook book, EntityLedger ledger, Func<LedgerEntry, bool> which)
    {
        foreach (var entry in ledger.View.Entries.Where(which)) book.Put(Entry(entry, ledger.Rates));
        book.Settle();
    }

    private static (Quantity All, Quantity Money) Realised(PositionBook book, HashSet<AccountId> accounts) =>
        book.Pools.Where(p => accounts.Contains(p.Key.Account)).Aggregate(
            (All: Quantity.Zero, Money: Quantity.Zero), (sum, p) => (sum.All + p.Value.Realised, RateBook.IsMoney(p.Key.Asset) ? sum.Money + p.Value.Realised : sum.Money));

    private static AccountingEntry Entry(LedgerEntry e, RateBook rates) => new(
        e.Key, EntryRank.Venue(TransactionStatus.Completed, 1), e.Time, e.Sequence, e.Kind, true,
        [.. e.Legs.Select(l => new AccountingLeg(l.Asset, l.Amount, l.Role, rates.WorthOf(l, e.Time) is { } worth ? new LegPrice(worth.PerUnit, worth.Rank) : null))]);
}
