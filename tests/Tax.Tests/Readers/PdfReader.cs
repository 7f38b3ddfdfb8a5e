using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PortfolioPlatform.Tax.Tests.Readers;

/// <summary>Reads tables back from a PDF by what is drawn: a text belongs to the column between the vertical lines around it.</summary>
internal static partial class PdfReader
{
    public static IReadOnlyList<PrintedPage> Read(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var start = int.Parse(StartXref().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        // Every object is where the table of places says.
        var places = Place().Matches(text[start..]).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < places.Length; i++) Assert.StartsWith($"{i + 1} 0 obj", text[places[i]..Math.Min(text.Length, places[i] + 20)], StringComparison.Ordinal);
        return [.. Stream().Matches(text).Select(m => Page(Unpacked(file, m.Index + m.Length, int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))))];
    }

    private static string Unpacked(byte[] file, int from, int length)
    {
        using var inflate = new ZLibStream(new MemoryStream(file, from, length), CompressionMode.Decompress);
        using var reader = new StreamReader(inflate, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static PrintedPage Page(string operations)
    {
        var edges = Line().Matches(operations).Select(m => (X1: Number(m, 1), X2: Number(m, 3))).Where(l => l.X1 == l.X2).Select(l => l.X1).Distinct().Order().ToArray();
        var texts = Text().Matches(operations).Select(m => (X: Number(m, 2), Y: Number(m, 3), Bold: m.Groups[1].Value == "2", Text: Escape().Replace(m.Groups[4].Value, "$1"))).ToArray();
        var lines = texts.GroupBy(t => t.Y).OrderByDescending(g => g.Key).Select(g => (Bold: g.First().Bold, Cells: Cells(g.Select(t => (t.X, t.Text)), edges))).ToArray();
        // Title, subtitle, headings; then rows; then totals, which are bold; last the foot.
        var body = lines[3..^1];
        return new PrintedPage(lines[0].Cells[0], lines[1].Cells[0], lines[2].Cells, [.. body.Where(l => !l.Bold).Select(l => l.Cells)], [.. body.Where(l => l.Bold).Select(l => l.Cells)]);
    }

    private static string[] Cells(IEnumerable<(decimal X, string Text)> texts, decimal[] edges)
    {
        var cells = new string[edges.Length - 1];
        Array.Fill(cells, "");
        foreach (var (x, text) in texts) cells[Math.Max(0, Array.FindLastIndex(edges, e => e <= x))] += text;
        return cells;
    }

    private static decimal Number(Match match, int group) => decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) 00000 n \n")]
    private static partial Regex Place();

    [GeneratedRegex(@"<< /Length (\d+) /Filter /FlateDecode >>\nstream\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S\n")]
    private static partial Regex Line();

    [GeneratedRegex(@"BT /F(\d) [\d.]+ Tf \d+ Tz ([\d.]+) ([\d.]+) Td \(((?:[^\\)]|\\.)*)\) Tj ET\n")]
    private static partial Regex Text();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}

/// <summary>What stands on one page.</summary>
internal sealed record PrintedPage(string Title, string Subtitle, string[] Headings, IReadOnlyList<string[]> Rows, IReadOnlyList<string[]> Totals);
