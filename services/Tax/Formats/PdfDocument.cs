using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>
/// The part of PDF 1.4 (ISO 32000) that a printed table needs: pages of text and lines in two built-in fonts. It holds no clock and no
/// random identifier, so the same pages give the same bytes (docs/adr/0050-an-own-pdf-writer.md). A page is packed as soon as it is drawn.
/// </summary>
internal sealed class PdfDocument
{
    private const int Catalog = 1, Tree = 2, Regular = 3, Bold = 4, Information = 5, Objects = 5;

    private readonly ArrayBufferWriter<byte> _file = new(1 << 16);
    private readonly List<long> _places = [];
    private readonly PdfPage _page = new();

    /// <summary>Begins a document.</summary>
    /// <param name="width">Width of a page in tenths of a point.</param>
    /// <param name="height">Height of a page in tenths of a point.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="count">How many pages will be added.</param>
    public PdfDocument(int width, int height, string title, int count)
    {
        (Width, Height, Count) = (width, height, count);
        Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        Object($"<< /Type /Catalog /Pages {Tree} 0 R >>");
        Object($"<< /Type /Pages /Count {Count} /Kids [{string.Join(' ', Enumerable.Range(0, Count).Select(i => $"{Objects + 1 + (2 * i)} 0 R"))}] >>");
        Object(Font("Helvetica"));
        Object(Font("Helvetica-Bold"));
        Object($"<< /Title ({title}) /Producer (PortfolioPlatform) >>");
    }

    /// <summary>Number of pages there will be.</summary>
    public int Count { get; }

    /// <summary>Number of pages there are.</summary>
    public int Added { get; private set; }

    /// <summary>Width of a page.</summary>
    public int Width { get; }

    /// <summary>Height of a page.</summary>
    public int Height { get; }

    /// <summary>What is drawn last on every page: its number among others.</summary>
    public Action<PdfPage, int>? Foot { get; init; }

    /// <summary>Adds a page.</summary>
    public void Add(Action<PdfPage> draw)
    {
        _page.Clear();
        draw(_page);
        Foot?.Invoke(_page, ++Added);
        Pack();
    }

    /// <summary>The finished file.</summary>
    public byte[] Bytes()
    {
        var start = _file.WrittenCount;
        var id = Convert.ToHexString(SHA256.HashData(_file.WrittenSpan))[..32];
        Write($"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in _places) Write(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Write($"trailer\n<< /Size {_places.Count + 1} /Root {Catalog} 0 R /Info {Information} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
        return _file.WrittenSpan.ToArray();
    }

    private static string Font(string name) => $"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>";

    private void Pack()
    {
        Object($"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {PdfPage.Points(Width)} {PdfPage.Points(Height)}] /Contents {_places.Count + 2} 0 R /Resources << /Font << /F1 {Regular} 0 R /F2 {Bold} 0 R >> >> >>");
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(_page.Bytes);
        _places.Add(_file.WrittenCount);
        Write($"{_places.Count} 0 obj\n<< /Length {packed.Length} /Filter /FlateDecode >>\nstream\n");
        _file.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Write("\nendstream\nendobj\n");
    }

    private void Object(string text)
    {
        _places.Add(_file.WrittenCount);
        Write($"{_places.Count} 0 obj\n{text}\nendobj\n");
    }

    private void Write(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
