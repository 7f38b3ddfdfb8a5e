namespace PortfolioPlatform.Tax.Forms;

/// <summary>The boxes of Form 8949: A to F until 2024, G to L for digital assets from 2025.</summary>
internal static class Form8949Boxes
{
    private static readonly Dictionary<string, string> Captions = new(StringComparer.Ordinal)
    {
        ["A"] = "basis reported to the IRS", ["B"] = "basis not reported to the IRS", ["C"] = "no Form 1099-B",
        ["G"] = "Form 1099-DA, basis reported to the IRS", ["H"] = "Form 1099-DA, basis not reported to the IRS", ["I"] = "no Form 1099-DA",
    };

    /// <summary>Part, box and what the box says.</summary>
    public static string Caption(string box)
    {
        var isLong = box is "D" or "E" or "F" or "J" or "K" or "L";
        var same = isLong ? $"{(char)(box[0] - 3)}" : box;
        return $"Part {(isLong ? "II, long-term" : "I, short-term")}, box {box}: {Captions[same]}";
    }
}
