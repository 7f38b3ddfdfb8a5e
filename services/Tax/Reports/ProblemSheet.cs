using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Everything in the report that somebody should look at.</summary>
internal static class ProblemSheet
{
    public static FormSheet Of(YearReport report, IReadOnlyList<Holding> holdings) => new(
        "problems",
        ["code", "id", "time", "wallet", "asset", "short", "reason", "fix"],
        [],
        [.. Problem.Of(report.Outcome).Concat(holdings.Where(h => h.Price is null).Select(Unvalued)).Select(p => new[]
        {
            p.Code, p.Id, p.Time is { } time ? ReportFiles.Iso(time) : "", p.Wallet, p.Asset, p.Short, p.Reason, p.Fix,
        })])
    { Title = "Problems" };

    private static Problem Unvalued(Holding h) =>
        new("no-price", "", null, h.Wallet, h.Asset.Value, "", "No price is known before the end of the year: the holding has no value, which is not a value of zero.", "Name one in a file for --prices.");
}
