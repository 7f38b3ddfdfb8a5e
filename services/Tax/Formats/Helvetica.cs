namespace PortfolioPlatform.Tax.Formats;

/// <summary>Widths of the built-in font Helvetica, in thousandths of its size (Adobe Core 14 metrics).</summary>
internal static class Helvetica
{
    private const int First = ' ';
    private const int Others = 556;

    private static ReadOnlySpan<short> Widths =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width of a text in the unit of its size. Letters beyond ASCII count as wide as most are.</summary>
    public static int Width(string text, int size)
    {
        var sum = 0;
        foreach (var c in text) sum += c - First is var i && i >= 0 && i < Widths.Length ? Widths[i] : Others;
        return sum * size / 1000;
    }
}
