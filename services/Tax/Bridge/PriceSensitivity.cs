using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Bridge;

/// <summary>A gain and the reference price it hangs on most.</summary>
/// <param name="Row">The matched row.</param>
/// <param name="Side"><c>proceeds</c> or <c>cost</c>.</param>
/// <param name="Price">The price.</param>
/// <param name="Amount">Proceeds or cost that rest on it: a price off by one per cent moves the gain by a hundredth of it.</param>
internal sealed record PriceSensitivity(int Row, string Side, PriceUse Price, Quantity Amount)
{
    /// <summary>What one per cent more does to the gain.</summary>
    public Quantity PerPercent => (Side == "cost" ? -Amount : Amount).Divide(100, 8);

    /// <summary>The gains of a year that hang most on one price. Rows valued by money that changed hands hang on none.</summary>
    public static IReadOnlyList<PriceSensitivity> Of(EntityLedger ledger, YearReport report, int most) =>
        [.. report.Rows.SelectMany(row => Uses(ledger, report, row)).OrderByDescending(s => s.Amount).ThenBy(s => s.Row).DistinctBy(s => s.Row).Take(most)];

    private static IEnumerable<PriceSensitivity> Uses(EntityLedger ledger, YearReport report, int row)
    {
        var piece = report.Result.Rows[row];
        if (Find(ledger, report, piece.Disposal, piece.Asset, piece.Disposed) is { } sold) yield return new(row, "proceeds", sold, piece.Proceeds);
        if (piece.Lot != piece.Disposal && piece.Acquired is { } acquired && Find(ledger, report, piece.Lot, piece.Asset, acquired) is { } bought) yield return new(row, "cost", bought, piece.Cost);
    }

    // Where days are matched as one, the day's price of the asset that was used last stands for it.
    private static PriceUse? Find(EntityLedger ledger, YearReport report, long ordinal, AssetId asset, DateTimeOffset at)
    {
        if (ordinal >= 0) return ledger.Rows.Prices.GetValueOrDefault(report.Outcome.Ids[ordinal]);
        if (!report.Result.ByDay) return null;
        return ledger.Rows.Rows.Where(r => r.Asset == asset && report.EventDay(r.Time) == report.Day(at)).Select(r => ledger.Rows.Prices.GetValueOrDefault(ledger.Rows.Ids[r.Id])).LastOrDefault(p => p is not null);
    }
}
