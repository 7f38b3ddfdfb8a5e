using System.Buffers;
using System.Globalization;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>A worksheet (ECMA-376 part 1, 18.3.1.99). Amounts are numbers, totals are sums that a spreadsheet adds again; everything else is text.</summary>
internal sealed class SheetXml
{
    private const int Flush = 1 << 16;

    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\ufffe\uffff" + new string([.. Enumerable.Range(0, ' ').Select(c => (char)c)]));

    private readonly ArrayBufferWriter<byte> _buffer = new(Flush * 2);
    private readonly Stream _stream;
    private readonly bool[] _amounts;

    private SheetXml(Stream stream, FormSheet sheet) =>
        (_stream, _amounts) = (stream, [.. sheet.Columns.Select(c => sheet.Summed.Contains(c, StringComparer.Ordinal) || c == "amount")]);

    /// <summary>Writes a table with its header and totals.</summary>
    public static void Write(Stream stream, FormSheet sheet, CancellationToken cancellationToken)
    {
        var xml = new SheetXml(stream, sheet);
        xml.Put("<?xml version=\"1.0\" encoding=\"utf-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
        xml.Row(sheet.Columns, []);
        foreach (var row in sheet.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            xml.Row(row, xml._amounts);
        }

        if (sheet.Summed.Count > 0) xml.Totals(sheet);
        xml.Put("</sheetData></worksheet>"u8);
        stream.Write(xml._buffer.WrittenSpan);
    }

    private void Row(IReadOnlyList<string> cells, bool[] amounts)
    {
        Put("<row>"u8);
        for (var i = 0; i < cells.Count; i++)
            if (i < amounts.Length && amounts[i] && Quantity.TryParse(cells[i], out _)) Number(cells[i], null);
            else Text(cells[i]);
        Put("</row>"u8);
        if (_buffer.WrittenCount < Flush) return;
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void Totals(FormSheet sheet)
    {
        Put("<row>"u8);
        foreach (var (i, cell) in SheetTotals.Line(sheet).Index())
            if (cell.Length > 0 && i > 0) Number(cell, $"SUM({Letters(i)}2:{Letters(i)}{sheet.Rows.Count + 1})");
            else Text(cell);
        Put("</row>"u8);
    }

    private void Number(string text, string? formula)
    {
        Put("<c>"u8);
        if (formula is not null)
        {
            Put("<f>"u8);
            Put(formula);
            Put("</f>"u8);
        }

        Put("<v>"u8);
        Put(text);
        Put("</v></c>"u8);
    }

    private void Text(string text)
    {
        if (text.Length == 0)
        {
            Put("<c/>"u8);
            return;
        }

        Put(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : "<c t=\"inlineStr\"><is><t>"u8);
        Put(text.AsSpan().IndexOfAny(Special) < 0 ? text : Escaped(text));
        Put("</t></is></c>"u8);
    }

    // What XML cannot hold at all is told as ST_Xstring does: _x0001_.
    private static string Escaped(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text)
        {
            if (c == '&') line.Append("&amp;");
            else if (c == '<') line.Append("&lt;");
            else if (c == '>') line.Append("&gt;");
            else if (c is '\t' or '\n' || !Special.Contains(c)) line.Append(c);
            else line.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
        }

        return line.ToString();
    }

    private void Put(string text) => _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(text.Length * 3)));

    private void Put(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{Letters((column / 26) - 1)}{(char)('A' + (column % 26))}";
}
