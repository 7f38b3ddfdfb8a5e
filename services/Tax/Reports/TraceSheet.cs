using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Each lot from its acquisition to the end of the year: what was sold of it when, and what is left.</summary>
internal static class TraceSheet
{
    public static FormSheet Of(YearReport report)
    {
        var sold = report.Result.Rows.Where(p => report.Day(p.Disposed) < report.Until).Select(p => new Part(p.Asset, p.Acquired, p.Lot, p.Disposed, p.Wallet, p.Disposal, p.Units, p.Cost + p.AcquisitionFee, p.Basis, p.Rule));
        var held = report.Result.Lots.Select(l => new Part(l.Asset, l.Lot.Acquired, l.Lot.Id, null, l.Wallet, -1, l.Lot.Units, l.Lot.Cost + l.Lot.Fee, l.Lot.Basis, ""));
        return new(
            "lot-trace",
            ["asset", "lot", "acquired", "what", "disposal", "date", "wallet", "units", "cost", "rule", "basis_state"],
            ["cost"],
            [.. sold.Concat(held).OrderBy(p => p.Asset).ThenBy(p => p.Acquired).ThenBy(p => p.Lot).ThenBy(p => p.Disposed ?? DateTimeOffset.MaxValue).ThenBy(p => p.Disposal).Select(p => Cells(p, report))])
        { Title = "Lots and what became of them" };
    }

    private static string[] Cells(Part p, YearReport report)
    {
        string Id(long ordinal) => ordinal < 0 ? report.Result.ByDay ? "day" : "pool" : report.Outcome.Ids[ordinal];
        return
        [
            p.Asset.Value, p.Lot < 0 ? "pool" : report.Outcome.Ids[p.Lot], p.Acquired is { } acquired ? GainSheet.Day(report.Day(acquired)) : "", p.Disposed is null ? "held" : "sold", p.Disposed is null ? "" : Id(p.Disposal),
            p.Disposed is { } disposed ? GainSheet.Day(report.Day(disposed)) : "", p.Wallet, p.Units.ToString(), FormRounding.Text(p.Cost), p.Rule, p.Basis == BasisState.Confirmed ? "confirmed" : "unknown",
        ];
    }

    private sealed record Part(AssetId Asset, DateTimeOffset? Acquired, long Lot, DateTimeOffset? Disposed, string Wallet, long Disposal, Quantity Units, Quantity Cost, BasisState Basis, string Rule);
}
