using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Writes a return: one CSV per table, with a line of totals; return.json with everything.</summary>
internal static class ReturnFiles
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static async Task WriteAsync(string folder, TaxReturn filed, CancellationToken cancellationToken)
    {
        foreach (var sheet in filed.Sheets)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{sheet.Name}.csv"), Csv(sheet), cancellationToken);
        await using var file = File.Create(Path.Combine(folder, "return.json"));
        await using var json = new Utf8JsonWriter(file, Indented);
        Write(json, filed);
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>The table with its header and totals.</summary>
    public static string Csv(FormSheet sheet)
    {
        var lines = sheet.Rows.Prepend([.. sheet.Columns]);
        if (sheet.Name != "turbotax") lines = lines.Append(Totals(sheet));
        return string.Concat(lines.Select(l => $"{CsvText.Line(l)}\n"));
    }

    /// <summary>The last line: <c>total</c> in the first column, sums in the summed ones.</summary>
    public static string[] Totals(FormSheet sheet) =>
        [.. sheet.Columns.Select((name, i) => sheet.Summed.Contains(name, StringComparer.Ordinal) ? Sum(sheet, i) : i == 0 ? "total" : "")];

    private static string Sum(FormSheet sheet, int column)
    {
        var sum = ReturnInput.Sum(sheet.Rows, r => Quantity.Parse(r[column]));
        return FormRounding.Text(sum, sheet.Rows.Count > 0 && !sheet.Rows[0][column].Contains('.', StringComparison.Ordinal) ? 0 : 2);
    }

    private static void Write(Utf8JsonWriter json, TaxReturn filed)
    {
        json.WriteStartObject();
        json.WriteString("year", filed.Year);
        json.WriteStartArray("lines");
        foreach (var line in filed.Lines)
        {
            json.WriteStartObject();
            json.WriteString("code", line.Code);
            json.WriteString("label", line.Label);
            json.WriteString("amount", line.Amount.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("sheets");
        foreach (var sheet in filed.Sheets) WriteSheet(json, sheet);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSheet(Utf8JsonWriter json, FormSheet sheet)
    {
        json.WriteStartObject(sheet.Name);
        json.WriteStartObject("totals");
        var totals = Totals(sheet);
        for (var i = 0; i < totals.Length; i++)
            if (totals[i].Length > 0 && totals[i] != "total") json.WriteString(sheet.Columns[i], totals[i]);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var row in sheet.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++) json.WriteString(sheet.Columns[i], row[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
