using System.Globalization;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>report.pdf: the return's lines, then each table, on numbered pages.</summary>
internal static class ReturnPdf
{
    public static byte[] Bytes(TaxReturn filed, ReportHead head, CancellationToken cancellationToken)
    {
        var (width, height) = (head.Paper.Height, head.Paper.Width);
        var subtitle = $"tax year {filed.Year}, {head.Jurisdiction}, {head.Method}, {head.Currency}";
        SheetPages[] sheets = [.. filed.Sheets.Prepend(filed.Summary).Where(s => !s.IsImport).Select(s => new SheetPages(s, subtitle, width, height))];
        var count = sheets.Sum(s => s.Count);
        var document = new PdfDocument(width, height, $"{head.Jurisdiction} {filed.Year}", count) { Foot = Foot };
        foreach (var sheet in sheets) sheet.Write(document, cancellationToken);
        return document.Bytes();

        void Foot(PdfPage page, int number)
        {
            page.Text(300, 200, 70, string.Create(CultureInfo.InvariantCulture, $"page {number} of {count}"), width - 600, right: true);
            page.Text(300, 200, 70, head.Mark);
        }
    }
}
