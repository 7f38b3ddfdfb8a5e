using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>A pool at average cost: a disposal takes its share of the pooled cost, cut at a fixed scale; the remainder stays in the pool.</summary>
internal sealed class AveragePool : LotPool
{
    private Quantity _cost;
    private Quantity _fee;

    public override IReadOnlyList<OpenLot> Open => Units.IsZero ? [] : [new OpenLot(-1, null, Units, _cost, _fee, BasisState.Confirmed)];

    public override void Acquire(Lot lot)
    {
        Units += lot.Remaining;
        _cost += lot.RemainingCost;
        _fee += lot.RemainingFee;
    }

    public override Quantity Dispose(in Disposal disposal, ICollection<MatchedPiece> pieces)
    {
        var units = disposal.Units < Units ? disposal.Units : Units;
        var left = disposal.Units - units;
        var fee = left.IsZero ? disposal.Fee : (disposal.Fee * units).Divide(disposal.Units, Lot.ShareScale);
        if (units.Sign > 0)
        {
            var (cost, acquisitionFee) = Take(units);
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, -1, null, units, units * disposal.UnitPrice, cost, acquisitionFee, fee, "average", BasisState.Confirmed) { Wallet = disposal.Wallet });
        }

        if (left.Sign > 0)
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, disposal.Id, null, left, left * disposal.UnitPrice, Quantity.Zero, Quantity.Zero, disposal.Fee - fee, "average", BasisState.Unknown) { Wallet = disposal.Wallet });
        return left;
    }

    public override (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(Quantity units)
    {
        var part = units < Units ? units : Units;
        if (part.Sign <= 0) return ([], units);
        var (cost, fee) = Take(part);
        return ([Lot.AtCost(-1, DateTimeOffset.MinValue, part, cost, fee)], units - part);
    }

    private (Quantity Cost, Quantity Fee) Take(Quantity units)
    {
        var whole = units == Units;
        var cost = whole ? _cost : (_cost * units).Divide(Units, Lot.ShareScale);
        var fee = whole ? _fee : (_fee * units).Divide(Units, Lot.ShareScale);
        Units -= units;
        _cost -= cost;
        _fee -= fee;
        return (cost, fee);
    }
}
