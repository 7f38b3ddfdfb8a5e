using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Sums of a table's columns, added from its rounded cells.</summary>
internal static class SheetTotals
{
    /// <summary>The last line: a word in the first column, sums in the summed ones.</summary>
    public static string[] Line(FormSheet sheet) => Line(sheet, sheet.Rows, "total");

    /// <summary>The same over some of the rows.</summary>
    public static string[] Line(FormSheet sheet, IReadOnlyList<string[]> rows, string word) =>
        [.. sheet.Columns.Select((name, i) => sheet.Summed.Contains(name, StringComparer.Ordinal) ? Sum(sheet, rows, i) : i == 0 ? word : "")];

    private static string Sum(FormSheet sheet, IReadOnlyList<string[]> rows, int column)
    {
        var sum = ReturnInput.Sum(rows.Where(r => r[column].Length > 0), r => Quantity.Parse(r[column]));
        return FormRounding.Text(sum, Digits(sheet, column));
    }

    // As many as the column's own cells have; cents where there is none.
    private static int Digits(FormSheet sheet, int column)
    {
        var cell = sheet.Rows.Select(r => r[column]).FirstOrDefault(c => c.Length > 0);
        if (cell is null) return 2;
        var point = cell.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : cell.Length - point - 1;
    }
}
