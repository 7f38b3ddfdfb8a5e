using System.Text.Json;
using PortfolioPlatform.Tax.Formats;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Writes a return: one CSV per table, with a line of totals; report.xlsx, report.pdf and return.json with everything.</summary>
internal static class ReturnFiles
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the return in the formats asked for.</summary>
    public static async Task WriteAsync(string folder, TaxReturn filed, ReportHead head, ReportFormats formats, CancellationToken cancellationToken)
    {
        if (formats.HasFlag(ReportFormats.Csv))
            foreach (var sheet in filed.Sheets)
                await File.WriteAllTextAsync(Path.Combine(folder, $"{sheet.Name}.csv"), Csv(sheet), cancellationToken);
        if (formats.HasFlag(ReportFormats.Xlsx)) await File.WriteAllBytesAsync(Path.Combine(folder, "report.xlsx"), ReturnWorkbook.Bytes(filed), cancellationToken);
        if (formats.HasFlag(ReportFormats.Pdf)) await File.WriteAllBytesAsync(Path.Combine(folder, "report.pdf"), ReturnPdf.Bytes(filed, head), cancellationToken);
        if (!formats.HasFlag(ReportFormats.Json)) return;
        await using var file = File.Create(Path.Combine(folder, "return.json"));
        await using var json = new Utf8JsonWriter(file, Indented);
        Write(json, filed);
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>The table with its header and totals.</summary>
    public static string Csv(FormSheet sheet)
    {
        var lines = sheet.Rows.Prepend([.. sheet.Columns]);
        if (sheet.Summed.Count > 0 && !sheet.IsImport) lines = lines.Append(SheetTotals.Line(sheet));
        return string.Concat(lines.Select(l => $"{CsvText.Line(l)}\n"));
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
        foreach (var sheet in filed.Sheets.Where(s => !s.IsImport)) WriteSheet(json, sheet);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSheet(Utf8JsonWriter json, FormSheet sheet)
    {
        json.WriteStartObject(sheet.Name);
        json.WriteStartObject("totals");
        var totals = SheetTotals.Line(sheet);
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
