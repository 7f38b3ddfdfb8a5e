using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// A pool at average cost: a disposal takes its share of the pooled cost, cut at a fixed scale; the remainder stays in the pool.
/// While units of unknown basis are averaged in, everything that leaves is marked so.
/// </summary>
/// <param name="keepsDates">Whether units keep their dates of acquisition, the earliest leaving first, where a holding period counts beside an average cost (Germany).</param>
internal sealed class AveragePool(bool keepsDates) : LotPool
{
    private readonly ChronologicalOrder _dates = new(newestFirst: false);
    private Quantity _cost;
    private Quantity _fee;
    private BasisState _basis;

    public override IReadOnlyList<OpenLot> Open
    {
        get
        {
            if (Units.IsZero) return [];
            if (!keepsDates) return [new OpenLot(-1, null, Units, _cost, _fee, _basis)];
            var (left, cost, fee) = (Units, _cost, _fee);
            var open = new List<OpenLot>();
            foreach (var date in _dates.Lots)
            {
                open.Add(new OpenLot(date.Id, date.Acquired, date.Remaining, Share(ref cost, date.Remaining, left), Share(ref fee, date.Remaining, left), _basis));
                left -= date.Remaining;
            }

            return open;
        }
    }

    public override void Acquire(Lot lot)
    {
        if (Units.IsZero) _basis = BasisState.Confirmed;
        if (lot.Basis == BasisState.Unknown) _basis = BasisState.Unknown;
        Units += lot.Remaining;
        _cost += lot.RemainingCost;
        _fee += lot.RemainingFee;
        if (keepsDates) _dates.Add(Lot.AtCost(lot.Id, lot.Acquired, lot.Remaining, Quantity.Zero, Quantity.Zero));
    }

    public override Quantity Dispose(in Disposal disposal, ICollection<MatchedPiece> pieces)
    {
        var (sold, feeTaken) = (Quantity.Zero, Quantity.Zero);
        var held = disposal.Units < Units ? disposal.Units : Units;
        foreach (var (lot, acquired, units) in held.Sign > 0 ? Parts(held) : [])
        {
            var (cost, acquisitionFee) = Take(units);
            sold += units;
            var due = sold == disposal.Units ? disposal.Fee : (disposal.Fee * sold).Divide(disposal.Units, Lot.ShareScale);
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, lot, acquired, units, units * disposal.UnitPrice, cost, acquisitionFee, due - feeTaken, "average", _basis) { Wallet = disposal.Wallet });
            feeTaken = due;
        }

        var left = disposal.Units - sold;
        if (left.Sign > 0)
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, disposal.Id, null, left, left * disposal.UnitPrice, Quantity.Zero, Quantity.Zero, disposal.Fee - feeTaken, "average", BasisState.Unknown) { Wallet = disposal.Wallet });
        return left;
    }

    public override (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(Quantity units)
    {
        var held = units < Units ? units : Units;
        if (held.Sign <= 0) return ([], units);
        var moved = new List<Lot>();
        foreach (var (lot, acquired, part) in Parts(held))
        {
            var (cost, fee) = Take(part);
            moved.Add(Lot.AtCost(lot, acquired ?? DateTimeOffset.MinValue, part, cost, fee, _basis));
        }

        return (moved, units - held);
    }

    private List<(long Lot, DateTimeOffset? Acquired, Quantity Units)> Parts(Quantity units)
    {
        if (!keepsDates) return [(-1, null, units)];
        var parts = new List<(long, DateTimeOffset?, Quantity)>();
        while (units.Sign > 0)
        {
            var date = _dates.Next;
            var part = units < date.Remaining ? units : date.Remaining;
            date.Take(part);
            if (date.Remaining.IsZero) _dates.RemoveNext();
            units -= part;
            parts.Add((date.Id, date.Acquired, part));
        }

        return parts;
    }

    private (Quantity Cost, Quantity Fee) Take(Quantity units)
    {
        var all = Units;
        var cost = Share(ref _cost, units, all);
        var fee = Share(ref _fee, units, all);
        Units -= units;
        return (cost, fee);
    }

    // The part of an amount that belongs to some of its units; what is left of it stays.
    private static Quantity Share(ref Quantity amount, Quantity units, Quantity all)
    {
        var share = units == all ? amount : (amount * units).Divide(all, Lot.ShareScale);
        amount -= share;
        return share;
    }
}
