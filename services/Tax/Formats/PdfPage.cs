using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>One page: texts and lines. All measures are tenths of a point, from the lower left corner.</summary>
internal sealed class PdfPage
{
    // The built-in fonts have Western European letters.
    private static readonly SearchValues<char> Known = SearchValues.Create(new string([.. Enumerable.Range(' ', '~' - ' ' + 1).Concat(Enumerable.Range('\u00a1', '\u00ff' - '\u00a1' + 1)).Select(c => (char)c)]));

    private readonly ArrayBufferWriter<byte> _operations = new(1 << 14);

    /// <summary>The page's operations as PDF writes them.</summary>
    public ReadOnlySpan<byte> Bytes => _operations.WrittenSpan;

    /// <summary>Empties the page for the next one.</summary>
    public void Clear() => _operations.ResetWrittenCount();

    /// <summary>Writes a text on one line; where it is wider than its room, its letters are narrowed.</summary>
    public void Text(int x, int y, int size, string text, int room = int.MaxValue, bool bold = false, bool right = false)
    {
        if (text.Length == 0) return;
        text = Written(text);
        var width = Helvetica.Width(text, size) * (bold ? 108 : 100) / 100; // Bold letters are about a twelfth wider.
        var narrowed = width <= room ? 100 : Math.Max(1, room * 100 / width);
        if (right && narrowed == 100) x += room - width;
        Write(bold ? "BT /F2 "u8 : "BT /F1 "u8);
        Tenths(size);
        Write(" Tf "u8);
        Number(narrowed);
        Write(" Tz "u8);
        Tenths(x);
        Write(" "u8);
        Tenths(y);
        Write(" Td ("u8);
        var escaped = Escaped(text);
        _operations.Advance(Encoding.Latin1.GetBytes(escaped, _operations.GetSpan(escaped.Length)));
        Write(") Tj ET\n"u8);
    }

    /// <summary>Draws a straight line.</summary>
    public void Line(int x1, int y1, int x2, int y2)
    {
        Tenths(x1);
        Write(" "u8);
        Tenths(y1);
        Write(" m "u8);
        Tenths(x2);
        Write(" "u8);
        Tenths(y2);
        Write(" l S\n"u8);
    }

    /// <summary>Tenths as points.</summary>
    public static string Points(int tenths) => string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}");

    private void Tenths(int value)
    {
        Number(value / 10);
        Write("."u8);
        Number(value % 10);
    }

    private void Number(int value)
    {
        Utf8Formatter.TryFormat(value, _operations.GetSpan(11), out var length);
        _operations.Advance(length);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_operations.GetSpan(bytes.Length));
        _operations.Advance(bytes.Length);
    }

    // Any other letter is told by its code, so that nothing is lost.
    private static string Written(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Known) < 0) return text;
        var line = new StringBuilder();
        foreach (var c in text)
            if (Known.Contains(c)) line.Append(c);
            else line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        return line.ToString();
    }

    private static string Escaped(string text) => text.AsSpan().IndexOfAny('\\', '(', ')') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
