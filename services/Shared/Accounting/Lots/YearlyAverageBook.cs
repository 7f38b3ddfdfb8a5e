using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// Japan's total average of one asset: all acquisitions of a tax year and what was carried into it share one unit cost, whatever order they came in;
/// every disposal of the year has that cost. The rest is carried at it.
/// </summary>
public static class YearlyAverageBook
{
    /// <summary>Folds the events of one asset, in order.</summary>
    /// <param name="events">Acquisitions, disposals and removals; others are ignored.</param>
    /// <param name="yearOf">The tax year of an instant.</param>
    public static YearlyAverageResult Fold(IReadOnlyList<LotEvent> events, Func<DateTimeOffset, int> yearOf)
    {
        var pieces = new List<MatchedPiece>();
        var shortfalls = new List<LotShortfall>();
        Quantity units = default, cost = default;
        for (int from = 0, to; from < events.Count; from = to)
        {
            var year = yearOf(events[from].Time);
            for (to = from + 1; to < events.Count && yearOf(events[to].Time) == year;) to++;
            var rows = events.Skip(from).Take(to - from).ToArray();
            foreach (var e in rows.Where(IsAcquisition)) (units, cost) = (units + e.Units, cost + e.Value + e.Fee);
            (units, cost) = Leave(rows, units, cost, pieces, shortfalls);
        }

        return new YearlyAverageResult(pieces, shortfalls, units, cost);
    }

    private static (Quantity Units, Quantity Cost) Leave(LotEvent[] rows, Quantity units, Quantity cost, List<MatchedPiece> pieces, List<LotShortfall> shortfalls)
    {
        var (allUnits, allCost) = (units, cost);
        foreach (var e in rows.Where(e => e.Kind is LotEventKind.Sell or LotEventKind.Remove))
        {
            var part = e.Units < units ? e.Units : units;
            var left = e.Units - part;
            var share = part.IsZero ? Quantity.Zero : part == units ? cost : (allCost * part).Divide(allUnits, Lot.ShareScale);
            (units, cost) = (units - part, cost - share);
            if (left.Sign > 0) shortfalls.Add(new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, left));
            if (e.Kind == LotEventKind.Remove) continue;
            var fee = left.IsZero ? e.Fee : (e.Fee * part).Divide(e.Units, Lot.ShareScale);
            if (part.Sign > 0) pieces.Add(new MatchedPiece(e.Asset, e.Id, e.Time, -1, null, part, part * e.UnitPrice, share, Quantity.Zero, fee, "total-average", BasisState.Confirmed) { Wallet = e.Wallet });
            if (left.Sign > 0) pieces.Add(new MatchedPiece(e.Asset, e.Id, e.Time, e.Id, null, left, left * e.UnitPrice, Quantity.Zero, Quantity.Zero, e.Fee - fee, "total-average", BasisState.Unknown) { Wallet = e.Wallet });
        }

        return (units, cost);
    }

    private static bool IsAcquisition(LotEvent e) => e.Kind is LotEventKind.Buy or LotEventKind.Income;
}

/// <summary>Rows, what is missing, and what is carried into the next year.</summary>
public sealed record YearlyAverageResult(IReadOnlyList<MatchedPiece> Pieces, IReadOnlyList<LotShortfall> Shortfalls, Quantity Units, Quantity Cost);
