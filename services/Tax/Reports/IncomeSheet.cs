using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Income of the year at its value when it came, and results of positions.</summary>
internal static class IncomeSheet
{
    public static FormSheet Of(YearReport report) => new(
        "income-report",
        ["id", "date", "type", "wallet", "asset", "units", "income", "position"],
        ["income", "position"],
        [.. report.Cash.Select(c => new[]
        {
            report.Outcome.Ids[c.Event], GainSheet.Day(report.EventDay(c.Time)), EventTranslation.Word(c.Class), c.Venue, c.Asset.Value, c.Units.ToString(),
            c.IsIncome ? FormRounding.Text(c.Amount) : "", c.IsIncome ? "" : FormRounding.Text(c.Amount),
        })])
    { Title = "Income and results of positions" };
}
