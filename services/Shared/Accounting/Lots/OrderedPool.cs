using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>A pool that matches disposals with single lots in a method's order.</summary>
internal sealed class OrderedPool(LotMethod method) : LotPool
{
    private readonly LotOrder _order = LotOrder.Of(method);
    private readonly string _rule = method.ToString().ToLowerInvariant();

    public override IReadOnlyList<OpenLot> Open =>
        [.. _order.Lots.OrderBy(l => l.Acquired).ThenBy(l => l.Id).Select(l => new OpenLot(l.Id, l.Acquired, l.Remaining, l.RemainingCost, l.RemainingFee, l.Basis))];

    public override void Acquire(Lot lot)
    {
        _order.Add(lot);
        Units += lot.Remaining;
    }

    public override Quantity Dispose(in Disposal disposal, ICollection<MatchedPiece> pieces)
    {
        var left = disposal.Units;
        var feeTaken = Quantity.Zero;
        while (left.Sign > 0 && _order.Count > 0)
        {
            var lot = _order.Next;
            var units = left < lot.Remaining ? left : lot.Remaining;
            left -= units;
            var fee = FeeShare(disposal, left, feeTaken);
            feeTaken += fee;
            var (cost, acquisitionFee) = lot.Take(units);
            if (lot.Remaining.IsZero) _order.RemoveNext();
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, lot.Id, lot.Acquired, units, units * disposal.UnitPrice, cost, acquisitionFee, fee, _rule, lot.Basis));
        }

        Units -= disposal.Units - left;
        if (left.Sign > 0)
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, disposal.Id, null, left, left * disposal.UnitPrice, Quantity.Zero, Quantity.Zero, disposal.Fee - feeTaken, _rule, BasisState.Unknown));
        return left;
    }

    public override (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(Quantity units)
    {
        var moved = new List<Lot>();
        var left = units;
        while (left.Sign > 0 && _order.Count > 0)
        {
            var lot = _order.Next;
            var part = left < lot.Remaining ? left : lot.Remaining;
            moved.Add(lot.Split(part));
            if (lot.Remaining.IsZero) _order.RemoveNext();
            left -= part;
        }

        Units -= units - left;
        return (moved, left);
    }

    private static Quantity FeeShare(in Disposal disposal, Quantity left, Quantity feeTaken)
    {
        if (left.IsZero || disposal.Fee.IsZero) return disposal.Fee - feeTaken;
        return (disposal.Fee * (disposal.Units - left)).Divide(disposal.Units, Lot.ShareScale) - feeTaken;
    }
}
