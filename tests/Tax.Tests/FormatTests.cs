using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Tests.Readers;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>One return in all formats: read back, every table says the same, and adds up.</summary>
public sealed class FormatTests
{
    [Theory]
    [ClassData(typeof(EveryMethod))]
    public async Task What_is_read_back_from_csv_xlsx_and_pdf_is_the_same_and_foots(string jurisdiction, string method)
    {
        using var run = await TaxRun.OfAsync(Histories.Of(seed: 7), "--jurisdiction", jurisdiction, "--method", method, "--year", "2023");
        var book = WorkbookReader.Read(run.Bytes("report.xlsx"));
        var pages = PdfReader.Read(run.Bytes("report.pdf"));
        var sheets = JsonDocument.Parse(run.Text("return.json")).RootElement.GetProperty("sheets").EnumerateObject().Select(s => s.Name).ToArray();
        foreach (var name in sheets)
        {
            var csv = CsvText.Read(run.Text($"{name}.csv"));
            Assert.Equal(csv, book[name[..Math.Min(31, name.Length)]]);
            if (csv[^1][0] == "total") Assert.Equal(SumOf(csv), SumsOnPaper(pages, csv));
        }
    }

    [Fact]
    public async Task On_paper_Form_8949_has_one_box_a_page_with_totals_of_the_page_the_box_and_the_form()
    {
        var sales = Enumerable.Range(1, 200).Select(i => $"s{i},2024-07-01T12:00:00Z,W,{(i % 3 == 0 ? "BTC" : "ETH")},sell,1.{i},10{i}.17,0.{i}");
        string[] history = ["b1,2023-01-01T12:00:00Z,W,BTC,buy,900,33.7,1", "b2,2024-02-01T12:00:00Z,W,ETH,buy,900,21.13,1", .. sales];
        using var run = await TaxRun.OfAsync(string.Join('\n', history), "--jurisdiction", "us", "--year", "2024");
        var pages = PdfReader.Read(run.Bytes("report.pdf")).Where(p => p.Title.StartsWith("Form 8949", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["(a) Description", "(b) Acquired", "(c) Sold", "(d) Proceeds", "(e) Cost or other basis", "(f) Code", "(g) Adjustment", "(h) Gain or loss"], pages[0].Headings);
        Assert.True(pages.Length > 3);
        foreach (var page in pages)
            for (var column = 3; column < 8; column++)
                if (column != 5) Assert.Equal(Number(page.Totals[0][column]), page.Rows.Sum(r => Number(r[column])));
        foreach (var box in pages.GroupBy(p => p.Subtitle)) Assert.Equal(Number(box.Last().Totals[1][7]), box.SelectMany(p => p.Rows).Sum(r => Number(r[7])));
        Assert.Equal(["Part I, short-term, box C: no Form 1099-B", "Part II, long-term, box F: no Form 1099-B"], pages.Select(p => p.Subtitle[(p.Subtitle.IndexOf(" - ", StringComparison.Ordinal) + 3)..]).Distinct());
        Assert.Equal(Number(pages[^1].Totals[2][7]), pages.SelectMany(p => p.Rows).Sum(r => Number(r[7])));
    }

    [Fact]
    public void Letters_that_the_printed_font_lacks_are_told_by_their_code()
    {
        var sheet = new FormSheet("t", ["wallet", "gain"], ["gain"], [["a(b)\\ 日本 é", "1.00"]]);
        var page = Assert.Single(PdfReader.Read(Document(sheet)));
        Assert.Equal(["a(b)\\ \\u65E5\\u672C é", "1.00"], Assert.Single(page.Rows));
    }

    [Fact]
    public void A_text_wider_than_the_page_is_narrowed_and_never_cut()
    {
        var wide = new string('W', 600);
        var page = Assert.Single(PdfReader.Read(Document(new FormSheet("t", ["wallet", "other", "gain"], ["gain"], [[wide, "x", "1.00"]]))));
        Assert.Equal([wide, "x", "1.00"], Assert.Single(page.Rows));
    }

    [Fact]
    public void What_xml_cannot_hold_is_told_in_the_workbook_by_its_code()
    {
        var filed = new TaxReturn("2024", [new FormSheet("t", ["a<b", "gain"], ["gain"], [["x & \u0001y>", "1.50"], ["\t\"é日\"", ""]])], []);
        Assert.Equal([["a<b", "gain"], ["x & _x0001_y>", "1.50"], ["\t\"é日\"", ""], ["total", "1.50"]], WorkbookReader.Read(ReturnWorkbook.Bytes(filed, default))["t"]);
    }

    [Fact]
    public async Task Programs_for_filing_get_their_own_headings_with_code_box_and_term()
    {
        using var run = await TaxRun.OfAsync("1,2023-01-01T12:00:00Z,W,BTC,buy,2,100,0\n2,2025-03-01T12:00:00Z,W,BTC,sell,1,150,1", "--jurisdiction", "us", "--year", "2025", "--formats", "csv");
        Assert.Equal(["Description,Date Acquired,Date Sold,Sales Proceeds,Cost or Other Basis,Adjustment Code,Adjustment Amount,Reporting Category,Long/Short", "1 BTC,01/01/2023,03/01/2025,149.00,100.00,,0.00,L,L", ""], run.Text("taxact.csv").Split('\n'));
        Assert.Equal(["Currency Name,Purchase Date,Cost Basis,Date Sold,Proceeds", "BTC,01/01/2023,100.00,03/01/2025,149.00", ""], run.Text("turbotax.csv").Split('\n'));
        Assert.False(File.Exists(Path.Combine(run.Out, "report.pdf")));
    }

    [Fact]
    public async Task A_format_that_does_not_exist_is_refused()
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--formats", "csv,doc");
        Assert.Equal(2, code);
        Assert.Contains("--formats must be a list of csv,json,xlsx,pdf", error, StringComparison.Ordinal);
    }

    private static byte[] Document(FormSheet sheet)
    {
        var pages = new SheetPages(sheet, "subtitle", 8419, 5953);
        var document = new PdfDocument(8419, 5953, "t", pages.Count) { Foot = (page, _) => page.Text(300, 200, 70, "foot") };
        pages.Write(document, default);
        Assert.Equal(document.Count, document.Added);
        return document.Bytes();
    }

    private static decimal[] SumOf(IReadOnlyList<string[]> csv) => [.. Summed(csv).Select(c => csv.Skip(1).SkipLast(1).Where(r => r[c].Length > 0).Sum(r => Number(r[c])))];

    // The table is found by its title's last total; every page's rows are added again.
    private static decimal[] SumsOnPaper(IReadOnlyList<PrintedPage> pages, IReadOnlyList<string[]> csv)
    {
        var own = pages.GroupBy(p => p.Title).First(g => g.Sum(p => p.Rows.Count) == csv.Count - 2 && g.Last().Totals.Count > 0 && Totals(g.Last()).SequenceEqual(Summed(csv).Select(c => csv[^1][c])));
        var columns = Enumerable.Range(0, own.Last().Headings.Length).Where(c => c > 0 && own.Last().Totals[^1][c].Length > 0);
        return [.. columns.Select(c => own.SelectMany(p => p.Rows).Where(r => r[c].Length > 0).Sum(r => Number(r[c])))];

        static IEnumerable<string> Totals(PrintedPage page) => page.Totals[^1].Skip(1).Where(t => t.Length > 0);
    }

    private static IEnumerable<int> Summed(IReadOnlyList<string[]> csv) => Enumerable.Range(1, csv[0].Length - 1).Where(c => csv[^1][c].Length > 0);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
