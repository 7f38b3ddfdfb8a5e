using System.Globalization;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>report.pdf: the return's lines, then each table, on numbered pages.</summary>
internal static class ReturnPdf
{
    public static byte[] Bytes(TaxReturn filed, ReportHead head)
    {
        var document = new PdfDocument(head.Paper.Height, head.Paper.Width, $"{head.Jurisdiction} {filed.Year}");
        var subtitle = $"tax year {filed.Year}, {head.Jurisdiction}, {head.Method}, {head.Currency}";
        foreach (var sheet in filed.Sheets.Prepend(filed.Summary).Where(s => !s.IsImport)) new SheetPages(document, sheet, subtitle).Write();
        for (var i = 0; i < document.Count; i++)
        {
            var foot = string.Create(CultureInfo.InvariantCulture, $"page {i + 1} of {document.Count}");
            document.Pages[i].Text(300, 200, 70, foot, document.Width - 600, right: true);
            document.Pages[i].Text(300, 200, 70, head.Mark);
        }

        return document.Bytes();
    }
}
