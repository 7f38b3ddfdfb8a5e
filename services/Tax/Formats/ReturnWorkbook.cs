using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>report.xlsx: a worksheet per table. The package is the library's; the rows, of which there can be hundreds of thousands, are written as they are packed.</summary>
internal static class ReturnWorkbook
{
    private const int LongestName = 31;

    public static byte[] Bytes(TaxReturn filed, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var contents = new Dictionary<string, Action<Stream>>(StringComparer.Ordinal);
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            book.Workbook = new Workbook(new Sheets());
            foreach (var (i, sheet) in filed.Sheets.Prepend(filed.Summary).Where(s => !s.IsImport).Index())
            {
                var id = $"s{i + 1}";
                var part = book.AddNewPart<WorksheetPart>(id);
                part.Worksheet = new Worksheet(new SheetData());
                contents[part.Uri.OriginalString.TrimStart('/')] = stream => SheetXml.Write(stream, sheet, cancellationToken);
                book.Workbook.Sheets!.Append(new Sheet { Id = id, SheetId = (uint)i + 1, Name = sheet.Name[..Math.Min(LongestName, sheet.Name.Length)] });
            }
        }

        return SteadyZip.Of(file, contents);
    }
}
