using System.Globalization;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>The rows of Form 8949 as programs for filing import them.</summary>
internal static class Form8949Imports
{
    /// <summary>TurboTax: currency, dates, cost, proceeds.</summary>
    public static FormSheet TurboTax(IReadOnlyList<Form8949Row> rows) => new(
        "turbotax",
        ["Currency Name", "Purchase Date", "Cost Basis", "Date Sold", "Proceeds"],
        ["Cost Basis", "Proceeds"],
        [.. rows.Select(r => new[] { r.Source.Piece.Asset.Value, Form8949.Date(r.Source.Acquired), Text(r.Basis), Form8949.Date(r.Source.Disposed), Text(r.Proceeds) })])
    { IsImport = true };

    /// <summary>TaxAct: the headings of its own spreadsheet (Form 1099-B, create your own CSV file), with code, adjustment, box and term.</summary>
    public static FormSheet TaxAct(IReadOnlyList<Form8949Row> rows) => new(
        "taxact",
        ["Description", "Date Acquired", "Date Sold", "Sales Proceeds", "Cost or Other Basis", "Adjustment Code", "Adjustment Amount", "Reporting Category", "Long/Short"],
        ["Sales Proceeds", "Cost or Other Basis", "Adjustment Amount"],
        [.. rows.Select(r => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{r.Source.Piece.Units} {r.Source.Piece.Asset}"), Form8949.Date(r.Source.Acquired), Form8949.Date(r.Source.Disposed),
            Text(r.Proceeds), Text(r.Basis), r.Code, Text(r.Adjustment), r.Box, r.Part == "I" ? "S" : "L",
        })])
    { IsImport = true };

    private static string Text(Kernel.Quantity value) => FormRounding.Text(value);
}
