using System.Collections;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Rows with their amounts, computed when read.</content>
public sealed partial class CompactBook
{
    /// <summary>One row per matched part, in order of disposal; amounts are computed at each access.</summary>
    public IReadOnlyList<MatchedPiece> Pieces => new Rows(this);

    /// <summary>The events taken, in order: for a book that takes over.</summary>
    public IEnumerable<LotEvent> Events() => Enumerable.Range(0, Count).Select(Event);

    private LotEvent Event(int i)
    {
        ref readonly var fact = ref _facts[i];
        var pool = _pools[fact.Pool];
        return new LotEvent(fact.Id, Time(fact), pool.Wallet, pool.Asset, fact.Kind, Number(fact.Units), Number(fact.Price), Number(fact.Fee));
    }

    private LotShortfall Shortfall(int match)
    {
        var e = Event(_matches[match].Sale);
        return new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, Number(_matches[match].Units));
    }

    private MatchedPiece Piece(in Match m)
    {
        ref readonly var sale = ref _facts[m.Sale];
        var pool = _pools[sale.Pool];
        var units = Number(m.Units);
        var proceeds = units * Number(sale.Price);
        var saleFee = FeeShare(sale.Fee, m.SoldBefore, m.Units, sale.Units);
        if (m.Lot == None)
            return new MatchedPiece(pool.Asset, sale.Id, Time(sale), sale.Id, null, units, proceeds, Quantity.Zero, Quantity.Zero, saleFee, _rule, BasisState.Unknown) { Wallet = pool.Wallet };
        ref readonly var lot = ref _facts[m.Lot];
        var lotFee = FeeShare(lot.Fee, lot.Units - m.LeftBefore, m.Units, lot.Units);
        return new MatchedPiece(pool.Asset, sale.Id, Time(sale), lot.Id, Time(lot), units, proceeds, units * Number(lot.Price), lotFee, saleFee, _rule, BasisState.Confirmed) { Wallet = pool.Wallet };
    }

    // Cumulative, so that the parts always sum to the whole: the same cut as Lot makes.
    private static Quantity FeeShare(long fee, long before, long units, long all)
    {
        if (fee == 0) return Quantity.Zero;
        return before == 0 ? FeeDue(fee, units, all) : FeeDue(fee, before + units, all) - FeeDue(fee, before, all);
    }

    private static Quantity FeeDue(long fee, long units, long all)
    {
        if (fee == 0 || units == 0) return Quantity.Zero;
        return units == all ? Number(fee) : (Number(fee) * Number(units)).Divide(Number(all), Lot.ShareScale);
    }

    private static DateTimeOffset Time(in Fact fact) => new(fact.Ticks, TimeSpan.Zero);

    private sealed class Rows(CompactBook book) : IReadOnlyList<MatchedPiece>
    {
        public int Count => book._matches.Count;

        public MatchedPiece this[int index] => book.Piece(index < Count ? book._matches[index] : throw new ArgumentOutOfRangeException(nameof(index)));

        public IEnumerator<MatchedPiece> GetEnumerator()
        {
            for (var i = 0; i < Count; i++) yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
