using System.IO.Compression;
using System.Xml.Linq;

namespace PortfolioPlatform.Tax.Tests.Readers;

/// <summary>Reads worksheets back from the bare XML of a workbook, without the library that wrote it.</summary>
internal static class WorkbookReader
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static IReadOnlyDictionary<string, IReadOnlyList<string[]>> Read(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var targets = Load(zip, "xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Target")!.Value.TrimStart('/'));
        return Load(zip, "xl/workbook.xml").Descendants(Main + "sheet").ToDictionary(
            s => s.Attribute("name")!.Value,
            s => (IReadOnlyList<string[]>)[.. Load(zip, Path(targets[s.Attribute(Links + "id")!.Value])).Descendants(Main + "row").Select(r => r.Elements(Main + "c").Select(Cell).ToArray())]);
    }

    private static string Path(string target) => target.StartsWith("xl/", StringComparison.Ordinal) ? target : $"xl/{target}";

    private static string Cell(XElement cell) => cell.Element(Main + "v")?.Value ?? string.Concat(cell.Descendants(Main + "t").Select(t => t.Value));

    private static XDocument Load(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
