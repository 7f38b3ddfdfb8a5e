using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>A pool that matches disposals with single lots in a method's order. Transfers may take them in another one: then the same lots stand in both.</summary>
internal sealed class OrderedPool(LotMethod method, LotMethod? transfers) : LotPool
{
    private readonly LotOrder _order = LotOrder.Of(method);
    private readonly LotOrder? _moves = transfers is { } other && other != method ? LotOrder.Of(other) : null;
    private readonly string _rule = (method == LotMethod.Specific ? LotMethod.Fifo : method).ToString().ToLowerInvariant();

    public override IReadOnlyList<OpenLot> Open =>
        [.. _order.Lots.Where(l => l.Remaining.Sign > 0).OrderBy(l => l.Acquired).ThenBy(l => l.Id).Select(l => new OpenLot(l.Id, l.Acquired, l.Remaining, l.RemainingCost, l.RemainingFee, l.Basis))];

    public override void Acquire(Lot lot)
    {
        _order.Add(lot);
        _moves?.Add(lot);
        Units += lot.Remaining;
    }

    public override Quantity Dispose(in Disposal disposal, ICollection<MatchedPiece> pieces)
    {
        var left = disposal.Units;
        var feeTaken = Quantity.Zero;
        foreach (var (id, wanted) in disposal.Identified ?? [])
            foreach (var lot in _order.Lots.Where(l => l.Id == id).ToArray())
                Match(disposal, lot, wanted, "specific", ref left, ref feeTaken, pieces);
        while (left.Sign > 0 && _order.TryNext(out var lot)) Match(disposal, lot, left, _rule, ref left, ref feeTaken, pieces);
        Units -= disposal.Units - left;
        if (left.Sign > 0)
            pieces.Add(new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, disposal.Id, null, left, left * disposal.UnitPrice, Quantity.Zero, Quantity.Zero, disposal.Fee - feeTaken, _rule, BasisState.Unknown) { Wallet = disposal.Wallet });
        return left;
    }

    public override (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(Quantity units) => Withdraw(_order, units);

    public override (IReadOnlyList<Lot> Moved, Quantity Short) Move(Quantity units) => Withdraw(_moves ?? _order, units);

    private (IReadOnlyList<Lot> Moved, Quantity Short) Withdraw(LotOrder order, Quantity units)
    {
        var moved = new List<Lot>();
        var left = units;
        while (left.Sign > 0 && order.TryNext(out var lot))
        {
            var part = left < lot.Remaining ? left : lot.Remaining;
            moved.Add(lot.Split(part));
            left -= part;
        }

        Units -= units - left;
        return (moved, left);
    }

    private void Match(in Disposal disposal, Lot lot, Quantity wanted, string rule, ref Quantity left, ref Quantity feeTaken, ICollection<MatchedPiece> pieces)
    {
        var units = wanted < lot.Remaining ? wanted : lot.Remaining;
        if (left < units) units = left;
        if (units.Sign <= 0) return;
        left -= units;
        var fee = FeeShare(disposal, left, feeTaken);
        feeTaken += fee;
        var (cost, acquisitionFee) = lot.Take(units);
        var piece = new MatchedPiece(disposal.Asset, disposal.Id, disposal.Time, lot.Id, lot.Acquired, units, units * disposal.UnitPrice, cost, acquisitionFee, fee, rule, lot.Basis) { Wallet = disposal.Wallet };
        pieces.Add(lot.LossUnitCost is { } lossCost ? piece with { Adjustment = GiftAdjustment(piece, units * lossCost) } : piece);
    }

    // A gift worth less than the donor's basis: a loss is measured from that worth, and between the two there is neither gain nor loss (IRC §1015(a)).
    private static Quantity GiftAdjustment(in MatchedPiece piece, Quantity lossCost)
    {
        var gain = piece.Proceeds - piece.DisposalFee - piece.Cost - piece.AcquisitionFee;
        if (gain.Sign >= 0) return Quantity.Zero;
        var loss = piece.Proceeds - piece.DisposalFee - lossCost;
        return (loss.Sign < 0 ? loss : Quantity.Zero) - gain;
    }

    private static Quantity FeeShare(in Disposal disposal, Quantity left, Quantity feeTaken)
    {
        if (left.IsZero || disposal.Fee.IsZero) return disposal.Fee - feeTaken;
        return (disposal.Fee * (disposal.Units - left)).Divide(disposal.Units, Lot.ShareScale) - feeTaken;
    }
}
