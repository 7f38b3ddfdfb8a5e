using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Tax.Formats;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Writes a return: one CSV per table, with a line of totals; report.xlsx, report.pdf and return.json with everything.</summary>
internal static class ReturnFiles
{
    private const int Flush = 1 << 16;
    private const int Threads = 2;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the return in the formats asked for.</summary>
    public static async Task WriteAsync(string folder, TaxReturn filed, ReportHead head, ReportFormats formats, CancellationToken cancellationToken)
    {
        List<Action> files = [];
        if (formats.HasFlag(ReportFormats.Pdf)) files.Add(() => File.WriteAllBytes(Path.Combine(folder, "report.pdf"), ReturnPdf.Bytes(filed, head, cancellationToken)));
        if (formats.HasFlag(ReportFormats.Xlsx)) files.Add(() => File.WriteAllBytes(Path.Combine(folder, "report.xlsx"), ReturnWorkbook.Bytes(filed, cancellationToken)));
        if (formats.HasFlag(ReportFormats.Json)) files.Add(() => Json(Path.Combine(folder, "return.json"), filed, cancellationToken));
        if (formats.HasFlag(ReportFormats.Csv)) files.AddRange(filed.Sheets.Select(sheet => (Action)(() => Csv(Path.Combine(folder, $"{sheet.Name}.csv"), sheet, cancellationToken))));
        var waiting = new ConcurrentQueue<Action>(files);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(() => Work(waiting), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    // The longest first. On threads of their own, so that whoever asks the server something meanwhile need not wait for one of its pool.
    private static void Work(ConcurrentQueue<Action> waiting)
    {
        while (waiting.TryDequeue(out var file)) file();
    }

    // The table with its header and totals.
    private static void Csv(string path, FormSheet sheet, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), Flush) { NewLine = "\n" };
        writer.WriteLine(CsvText.Line(sheet.Columns));
        foreach (var row in sheet.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
            {
                if (i > 0) writer.Write(',');
                writer.Write(CsvText.Cell(row[i]));
            }

            writer.Write('\n');
        }

        if (sheet.Summed.Count > 0 && !sheet.IsImport) writer.WriteLine(CsvText.Line(SheetTotals.Line(sheet)));
    }

    private static void Json(string path, TaxReturn filed, CancellationToken cancellationToken)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, Indented);
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
        foreach (var sheet in filed.Sheets.Where(s => !s.IsImport)) Sheet(json, sheet, cancellationToken);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Sheet(Utf8JsonWriter json, FormSheet sheet, CancellationToken cancellationToken)
    {
        JsonEncodedText[] names = [.. sheet.Columns.Select(c => JsonEncodedText.Encode(c))];
        json.WriteStartObject(sheet.Name);
        json.WriteStartObject("totals");
        var totals = SheetTotals.Line(sheet);
        for (var i = 0; i < totals.Length; i++)
            if (totals[i].Length > 0 && totals[i] != "total") json.WriteString(names[i], totals[i]);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var row in sheet.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++) json.WriteString(names[i], row[i]);
            json.WriteEndObject();
            if (json.BytesPending > Flush) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
