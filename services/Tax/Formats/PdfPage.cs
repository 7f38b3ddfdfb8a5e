using System.Globalization;
using System.Text;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>One page: texts and lines. All measures are tenths of a point, from the lower left corner.</summary>
internal sealed class PdfPage
{
    private readonly StringBuilder _operations = new();

    /// <summary>The page's operations as PDF writes them.</summary>
    public byte[] Bytes => Encoding.Latin1.GetBytes(_operations.ToString());

    /// <summary>Writes a text on one line; where it is wider than its room, its letters are narrowed.</summary>
    public void Text(int x, int y, int size, string text, int room = int.MaxValue, bool bold = false, bool right = false)
    {
        if (text.Length == 0) return;
        text = Written(text);
        var width = Helvetica.Width(text, size) * (bold ? 108 : 100) / 100; // Bold letters are about a twelfth wider.
        var narrowed = width <= room ? 100 : Math.Max(1, room * 100 / width);
        if (right && narrowed == 100) x += room - width;
        _operations.Append(CultureInfo.InvariantCulture, $"BT /F{(bold ? 2 : 1)} {Points(size)} Tf {narrowed} Tz {Points(x)} {Points(y)} Td ({Escaped(text)}) Tj ET\n");
    }

    /// <summary>Draws a straight line.</summary>
    public void Line(int x1, int y1, int x2, int y2) =>
        _operations.Append(CultureInfo.InvariantCulture, $"{Points(x1)} {Points(y1)} m {Points(x2)} {Points(y2)} l S\n");

    /// <summary>Tenths as points.</summary>
    public static string Points(int tenths) => string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}");

    // The built-in fonts have Western European letters; any other is told by its code, so that nothing is lost.
    private static string Written(string text)
    {
        if (!text.Any(IsForeign)) return text;
        var line = new StringBuilder();
        foreach (var c in text)
            if (IsForeign(c)) line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else line.Append(c);
        return line.ToString();
    }

    private static bool IsForeign(char c) => c is < ' ' or (> '~' and < '\u00a1') or > '\u00ff';

    private static string Escaped(string text) => text.AsSpan().IndexOfAny('\\', '(', ')') < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
