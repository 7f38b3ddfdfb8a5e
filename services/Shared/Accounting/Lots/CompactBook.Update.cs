namespace PortfolioPlatform.Accounting.Lots;

/// <content>The book of a later state of the same history: what both have in common at the beginning is taken over as it was matched.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// A book of other events that begin like this one's: only what comes after the first difference is matched. This book stays as it is, because rows of it may still be read.
    /// </summary>
    /// <param name="events">In order.</param>
    /// <param name="isSame">Whether an id of this book names the event that an id of the other events does: ids may have been given anew.</param>
    /// <returns>The book, and how many events were taken over; null when one of the events cannot be held.</returns>
    public (CompactBook Book, int TakenOver)? Updated(IReadOnlyList<LotEvent> events, Func<long, long, bool> isSame)
    {
        var common = 0;
        while (common < Count && common < events.Count && IsSame(_facts[common], events[common], isSame)) common++;
        var book = new CompactBook(method, scope);
        book.TakeOver(this, events, common);
        for (var i = common; i < events.Count; i++)
            if (!book.TryApply(events[i])) return null;
        return (book, common);
    }

    private bool IsSame(in Fact fact, in LotEvent e, Func<long, long, bool> isSame)
    {
        if (fact.Ticks != e.Time.UtcTicks || fact.Kind != e.Kind || e.Detail is not null) return false;
        if (!TryInteger(e.Units, out var units) || !TryInteger(e.UnitPrice, out var price) || !TryInteger(e.Fee, out var fee)) return false;
        var pool = _pools[fact.Pool];
        return (fact.Units, fact.Price, fact.Fee) == (units, price, fee) && pool.Asset == e.Asset && pool.Wallet == e.Wallet && isSame(fact.Id, e.Id);
    }

    private void TakeOver(CompactBook from, IReadOnlyList<LotEvent> events, int count)
    {
        foreach (var pool in from._pools) Pool(pool.Wallet, pool.Asset);
        for (var i = 0; i < count; i++)
        {
            var fact = from._facts[i];
            fact.Id = events[i].Id;
            _facts.Add() = fact;
        }

        var matches = from._matches.Count;
        while (matches > 0 && from._matches[matches - 1].Sale >= count) matches--;
        for (var i = 0; i < matches; i++) _matches.Add() = from._matches[i];
        Reopen();
    }
}
