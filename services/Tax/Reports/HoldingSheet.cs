using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>What is held at the end of the year, with its cost and its value; each price with its source and its distance in time.</summary>
internal static class HoldingSheet
{
    public static FormSheet Of(YearReport report, IReadOnlyList<Holding> holdings) => new(
        "holdings",
        ["wallet", "asset", "units", "cost", "unit_cost", "price", "price_source", "price_time", "price_distance", "value", "unrealised", "basis_state"],
        ["cost", "value", "unrealised"],
        [.. holdings.Select(h => new[]
        {
            h.Wallet, h.Asset.Value, h.Units.ToString(), Text(h.Cost), h.Cost is { IsZero: false } cost ? FormRounding.Text(cost.Divide(h.Units, 8), 8) : "", h.Price?.Price.ToString() ?? "", h.Price?.Source ?? "",
            h.Price is { } p ? ReportFiles.Iso(p.Time) : "", h.Price is { } seen ? Distance(report.End - seen.Time) : "", Text(h.Value), Text(h.Unrealised), h.Basis == BasisState.Confirmed ? "confirmed" : "unknown",
        })])
    { Title = "Holdings at the end of the year" };

    /// <summary>Days and hours.</summary>
    public static string Distance(TimeSpan time) => $"{(int)time.TotalDays}d {time.Hours:00}h";

    private static string Text(Quantity? value) => value is { } v ? FormRounding.Text(v) : "";
}
