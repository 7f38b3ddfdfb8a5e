using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>A late event, and another method over the same events: only what comes after is matched again, from the integers that are kept.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// Takes an event that may come before others already taken; what is at its place or after is matched again. Keep a book for each asset (and wallet, where lots are by wallet),
    /// so that a late event touches nothing else.
    /// </summary>
    /// <returns>Whether it could be taken, as <see cref="TryApply"/>.</returns>
    public bool TryInsert(in LotEvent e)
    {
        var place = PlaceOf(e.Time.UtcTicks, e.Id);
        if (place == Count) return TryApply(e);
        var tail = new Fact[Count - place];
        for (var i = 0; i < tail.Length; i++) tail[i] = _facts[place + i];
        Rewind(place);
        var taken = TryApply(e);
        foreach (ref readonly var late in tail.AsSpan()) Apply(late);
        return taken;
    }

    /// <summary>A book of the same events by another method or scope.</summary>
    public CompactBook Refolded(LotMethod other, LotScope otherScope)
    {
        var book = new CompactBook(other, otherScope);
        Span<int> pools = _pools.Count <= 256 ? stackalloc int[_pools.Count] : new int[_pools.Count];
        for (var i = 0; i < _pools.Count; i++) pools[i] = book.Pool(_pools[i].Wallet, _pools[i].Asset);
        for (var i = 0; i < Count; i++)
        {
            var fact = _facts[i];
            fact.Pool = pools[fact.Pool];
            book.Apply(fact);
        }

        return book;
    }

    // Everything as it stood before an event: what was matched from there on is forgotten, and lots queue up again.
    private void Rewind(int place)
    {
        var matches = _matches.Count;
        while (matches > 0 && _matches[matches - 1].Sale >= place) matches--;
        _matches.Truncate(matches);
        _facts.Truncate(place);
        Reopen();
    }

    private void Reopen()
    {
        foreach (var pool in _pools) pool.Open.Clear();
        _parts.Clear();
        _ranked.Clear();
        var left = Left();
        for (var i = 0; i < left.Length; i++)
            if (left[i] > 0) CollectionsMarshal.AsSpan(_pools)[_facts[i].Pool].Open.Add(left[i], i, _facts[i].Price);
    }

    private int PlaceOf(long ticks, long id)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((_facts[middle].Ticks, _facts[middle].Id).CompareTo((ticks, id)) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
