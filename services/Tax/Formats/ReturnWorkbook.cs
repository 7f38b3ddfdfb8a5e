using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>report.xlsx: a worksheet per table. Amounts are numbers, totals are sums that a spreadsheet adds again; everything else is text.</summary>
internal static class ReturnWorkbook
{
    private const int LongestName = 31;

    public static byte[] Bytes(TaxReturn filed)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            document.CompressionOption = System.IO.Packaging.CompressionOption.SuperFast;
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            book.Workbook = new Workbook(new Sheets());
            var sheets = filed.Sheets.Prepend(filed.Summary).Where(s => !s.IsImport).ToArray();
            foreach (var (i, sheet) in sheets.Index())
            {
                var id = $"s{i + 1}";
                Write(book.AddNewPart<WorksheetPart>(id), sheet);
                book.Workbook.Sheets!.Append(new Sheet { Id = id, SheetId = (uint)i + 1, Name = sheet.Name[..Math.Min(LongestName, sheet.Name.Length)] });
            }
        }

        return SteadyZip.Of(file);
    }

    private static void Write(WorksheetPart part, FormSheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        var amounts = sheet.Columns.Select(c => sheet.Summed.Contains(c, StringComparer.Ordinal) || c == "amount").ToArray();
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        Row(writer, sheet.Columns, []);
        foreach (var row in sheet.Rows) Row(writer, row, amounts);
        if (sheet.Summed.Count > 0) Totals(writer, sheet);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<string> cells, bool[] amounts)
    {
        writer.WriteStartElement(new Row());
        foreach (var (i, cell) in cells.Index())
            if (i < amounts.Length && amounts[i] && Quantity.TryParse(cell, out _)) Number(writer, cell, null);
            else Text(writer, cell);
        writer.WriteEndElement();
    }

    private static void Totals(OpenXmlWriter writer, FormSheet sheet)
    {
        writer.WriteStartElement(new Row());
        foreach (var (i, cell) in SheetTotals.Line(sheet).Index())
            if (cell.Length > 0 && i > 0) Number(writer, cell, $"SUM({Letters(i)}2:{Letters(i)}{sheet.Rows.Count + 1})");
            else Text(writer, cell);
        writer.WriteEndElement();
    }

    private static void Number(OpenXmlWriter writer, string text, string? formula)
    {
        writer.WriteStartElement(new Cell());
        if (formula is not null) writer.WriteElement(new CellFormula(formula));
        writer.WriteElement(new CellValue(text));
        writer.WriteEndElement();
    }

    private static void Text(OpenXmlWriter writer, string text)
    {
        writer.WriteStartElement(new Cell { DataType = CellValues.InlineString });
        if (text.Length > 0) writer.WriteElement(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        writer.WriteEndElement();
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{Letters((column / 26) - 1)}{(char)('A' + (column % 26))}";
}
