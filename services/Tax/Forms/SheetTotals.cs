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
        var sum = Quantity.Zero;
        foreach (var row in rows)
            if (row[column].Length > 0) sum += Quantity.Parse(row[column]);
        return FormRounding.Text(sum, Digits(rows, column) ?? Digits(sheet.Rows, column) ?? 2);
    }

    // As many as the column's own cells have, all of which have the same; cents where there is none.
    private static int? Digits(IReadOnlyList<string[]> rows, int column)
    {
        foreach (var row in rows)
            if (row[column] is { Length: > 0 } cell) return cell.IndexOf('.', StringComparison.Ordinal) is var point && point < 0 ? 0 : cell.Length - point - 1;
        return null;
    }
}
