using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Reads <c>asset,timestamp,price,source</c>.</summary>
internal static class PriceFile
{
    private static readonly string[] Header = ["asset", "timestamp", "price", "source"];

    public static Result<IReadOnlyList<(AssetId Asset, PricePoint Point)>> Read(string text)
    {
        var lines = CsvText.Read(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        if (lines.Count == 0 || !lines[0].SequenceEqual(Header, StringComparer.Ordinal)) return Wrong(1, $"the header {string.Join(',', Header)}");
        var points = new List<(AssetId, PricePoint)>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length != Header.Length || lines[i][0].Length == 0) return Wrong(i + 1, "an asset and three more fields");
            if (!DateTimeOffset.TryParse(lines[i][1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return Wrong(i + 1, "timestamp such as 2024-01-31T23:59:59Z");
            if (!Quantity.TryParse(lines[i][2], out var price) || price.Sign <= 0) return Wrong(i + 1, "price as a number above zero");
            points.Add((new AssetId(lines[i][0]), new PricePoint(price, time.ToMicroseconds(), lines[i][3])));
        }

        return points;
    }

    private static Error Wrong(int line, string expected) => new("TAX_PRICES", $"line {line}: expected {expected}");
}
