using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>ASC 350-60: assets that may not be sold, with their fair value at the end of the year, why, for how long still, and what ends it. More than is held says so.</summary>
internal static class RestrictedSheet
{
    public static FormSheet Of(YearReport report, IReadOnlyList<Holding> holdings) => new(
        "asc-350-60-restricted",
        ["asset", "wallet", "units", "held_units", "fair_value", "price_source", "nature", "until", "remaining_days", "lapse", "state"],
        ["fair_value"],
        [.. report.Outcome.Restricted.Where(r => r.Until is not { } day || day >= report.Until).OrderBy(r => r.Asset).ThenBy(r => r.Wallet, StringComparer.Ordinal).Select(r => Row(r, holdings, report))])
    { Title = "Crypto-assets that may not be sold (ASC 350-60)" };

    private static string[] Row(RestrictedUnits r, IReadOnlyList<Holding> holdings, YearReport report)
    {
        var price = report.Outcome.Prices.Find(r.Asset);
        // Pools over all wallets do not say where units are.
        var held = ReturnInput.Sum(holdings.Where(h => h.Asset == r.Asset && (r.Wallet.Length == 0 || h.Wallet.Length == 0 || h.Wallet == r.Wallet)), h => h.Units);
        return
        [
            r.Asset.Value, r.Wallet, $"{r.Units}", $"{held}", price is { } p ? FormRounding.Text(FormRounding.Cents(r.Units * p.Price)) : "", price?.Source ?? "no price", r.Nature,
            GainSheet.Day(r.Until), r.Until is { } day ? $"{day.DayNumber - report.Until.DayNumber + 1}" : "", r.Lapse, r.Units > held ? "more than is held" : "",
        ];
    }
}
