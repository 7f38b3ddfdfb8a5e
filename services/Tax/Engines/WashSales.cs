using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>
/// Wash sales (IRC 1091), as a switch: the law names stock and securities, and does not apply to property such as crypto-assets today. A loss is denied as far as units
/// were acquired within 30 days before or after the sale and kept; it is added to their basis, and their holding period includes that of the units sold.
/// Matching stays as the method made it, also for HIFO and LOFO, whose ranks follow the cost before such additions.
/// </summary>
internal sealed class WashSales
{
    /// <summary>What a row's rule says in addition.</summary>
    public const string Rule = "wash-sale";

    private const int Days = 30;

    private readonly LinkedList<MatchedPiece> _rows;
    // By asset, in order of acquisition; and by what a row or open lot names.
    private readonly Dictionary<AssetId, Replacement[]> _lots;
    private readonly ILookup<(AssetId Asset, long Lot), Replacement> _named;

    private WashSales(TaxResult result, IEnumerable<Replacement> later)
    {
        _rows = new LinkedList<MatchedPiece>(result.Rows.OrderBy(r => r.Disposed));
        var parts = result.Rows.Where(r => r is { Acquired: not null, Basis: BasisState.Confirmed }).Select(r => (r.Asset, r.Lot, Time: r.Acquired!.Value, r.Units))
            .Concat(result.Lots.Where(l => l.Lot.Acquired is not null).Select(l => (l.Asset, Lot: l.Lot.Id, Time: l.Lot.Acquired!.Value, l.Lot.Units)));
        var lots = parts.GroupBy(p => (p.Asset, p.Lot, p.Time)).Select(g => new Replacement(g.Key.Asset, g.Key.Lot, g.Key.Time, g.Aggregate(Quantity.Zero, (s, p) => s + p.Units))).Concat(later).ToArray();
        _lots = lots.GroupBy(l => l.Asset).ToDictionary(g => g.Key, g => g.OrderBy(l => l.Acquired).ThenBy(l => l.Lot).ToArray());
        _named = lots.ToLookup(l => (l.Asset, l.Lot));
    }

    /// <summary>The result with its losses denied and moved.</summary>
    /// <param name="result">Matched rows and open lots.</param>
    /// <param name="later">Units acquired after the last row that still count.</param>
    /// <param name="day">The local day of an instant.</param>
    public static TaxResult Apply(TaxResult result, IEnumerable<Replacement> later, Func<DateTimeOffset, DateOnly> day)
    {
        var work = new WashSales(result, later);
        for (var node = work._rows.First; node is not null; node = node.Next) work.Settle(node, day);
        return result with { Rows = [.. work._rows], Lots = [.. result.Lots.Select(work.WithBasis)] };
    }

    private void Settle(LinkedListNode<MatchedPiece> node, Func<DateTimeOffset, DateOnly> day)
    {
        TakeAdditions(node);
        var row = node.Value;
        foreach (var lot in _named[(row.Asset, row.Lot)]) lot.Sold += row.Units;
        if (row.GainNet.Sign >= 0 || row.Acquired is not { } held) return;
        var sold = day(row.Disposed).DayNumber;
        var (left, loss) = (row.Units, -row.GainNet);
        var denied = Quantity.Zero;
        foreach (var lot in Near(row).Where(l => l.Lot != row.Lot && l.Free.Sign > 0 && Math.Abs(day(l.Acquired).DayNumber - sold) <= Days))
        {
            if (left.IsZero) break;
            var units = left < lot.Free ? left : lot.Free;
            left -= units;
            var part = left.IsZero ? loss - denied : (loss * units).Divide(row.Units, 24);
            denied += part;
            lot.Add(new Addition(units, part, row.Disposed - held));
        }

        if (denied.Sign > 0) node.Value = row with { Adjustment = row.Adjustment + denied, Rule = $"{row.Rule}; {Rule}" };
    }

    // A local day is never further off than one day of the instant's own.
    private IEnumerable<Replacement> Near(MatchedPiece row)
    {
        if (!_lots.TryGetValue(row.Asset, out var lots)) return [];
        var (from, to) = (row.Disposed.AddDays(-Days - 2), row.Disposed.AddDays(Days + 2));
        var (low, high) = (0, lots.Length);
        while (low < high) (low, high) = lots[(low + high) / 2].Acquired < from ? (((low + high) / 2) + 1, high) : (low, (low + high) / 2);
        return lots.Skip(low).TakeWhile(l => l.Acquired <= to);
    }

    // The replaced units of a lot are the first to be sold of it; the row is cut where they end.
    private void TakeAdditions(LinkedListNode<MatchedPiece> node)
    {
        var row = node.Value;
        var lot = _named[(row.Asset, row.Lot)].FirstOrDefault(l => l.Acquired == row.Acquired);
        if (lot is null || !lot.Additions.TryPeek(out var addition)) return;
        if (addition.Units < row.Units)
        {
            node.List!.AddAfter(node, Part(row, row.Units - addition.Units));
            row = Rest(row, node.Next!.Value);
        }

        var share = row.Units == addition.Units ? addition.Basis : (addition.Basis * row.Units).Divide(addition.Units, 24);
        lot.Consume(row.Units, share);
        node.Value = row with { Cost = row.Cost + share, Acquired = row.Acquired - addition.Held };
    }

    private static MatchedPiece Part(in MatchedPiece row, Quantity units)
    {
        var whole = row.Units;
        Quantity Share(Quantity amount) => (amount * units).Divide(whole, 24);
        return row with { Units = units, Proceeds = Share(row.Proceeds), Cost = Share(row.Cost), AcquisitionFee = Share(row.AcquisitionFee), DisposalFee = Share(row.DisposalFee), Adjustment = Share(row.Adjustment) };
    }

    private static MatchedPiece Rest(in MatchedPiece row, in MatchedPiece part) => row with
    {
        Units = row.Units - part.Units,
        Proceeds = row.Proceeds - part.Proceeds,
        Cost = row.Cost - part.Cost,
        AcquisitionFee = row.AcquisitionFee - part.AcquisitionFee,
        DisposalFee = row.DisposalFee - part.DisposalFee,
        Adjustment = row.Adjustment - part.Adjustment,
    };

    private ResultLot WithBasis(ResultLot open)
    {
        var lot = _named[(open.Asset, open.Lot.Id)].FirstOrDefault(l => l.Acquired == open.Lot.Acquired);
        if (lot is null || lot.Additions.Count == 0) return open;
        var added = lot.Additions.Aggregate(Quantity.Zero, (sum, a) => sum + a.Basis);
        lot.Additions.Clear();
        return open with { Lot = open.Lot with { Cost = open.Lot.Cost + added } };
    }
}
