using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>
/// Reads Forms 1099-DA as CSV with the names of FDX <c>DigitalAssetDetail</c> (v6.4.1): <c>checkboxOnForm8949,digitalAssetName,units,dateOfSale,proceeds,costBasis</c>
/// in any order, and <c>dateAcquired</c> where it is told; other columns of that record are left aside.
/// </summary>
internal static class BrokerFile
{
    private static readonly string[] Needed = ["checkboxOnForm8949", "digitalAssetName", "units", "dateOfSale", "proceeds", "costBasis"];

    public static Result<IReadOnlyList<BrokerSale>> Read(string text)
    {
        var lines = CsvText.Read(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        var header = lines.Count > 0 ? lines[0] : [];
        if (Needed.Except(header, StringComparer.Ordinal).FirstOrDefault() is { } missing) return Wrong(1, $"a column {missing}");
        var sales = new List<BrokerSale>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length != header.Length) return Wrong(i + 1, $"{header.Length} fields, as in the header");
            var row = header.Zip(lines[i]).GroupBy(c => c.First, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.First().Second, StringComparer.Ordinal);
            var sale = Sale(i + 1, row);
            if (!sale.IsOk) return sale.Error;
            sales.Add(sale.Value);
        }

        return sales;
    }

    private static Result<BrokerSale> Sale(int line, Dictionary<string, string> row)
    {
        var box = row["checkboxOnForm8949"];
        if (box is not ("G" or "H" or "J" or "K" or "Y")) return Wrong(line, "checkboxOnForm8949 G, H, J, K or Y");
        if (row["digitalAssetName"].Length == 0) return Wrong(line, "digitalAssetName");
        if (!Quantity.TryParse(row["units"], out var units) || units.Sign <= 0) return Wrong(line, "units above zero");
        if (!DateOnly.TryParseExact(row["dateOfSale"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var sold)) return Wrong(line, "dateOfSale such as 2025-06-01");
        if (!Quantity.TryParse(row["proceeds"], out var proceeds)) return Wrong(line, "proceeds as a number");
        var basis = Quantity.Zero;
        if (row["costBasis"].Length > 0 && !Quantity.TryParse(row["costBasis"], out basis)) return Wrong(line, "costBasis as a number, or nothing");
        DateOnly? acquired = null;
        if (row.GetValueOrDefault("dateAcquired", "") is { Length: > 0 } told)
        {
            if (!DateOnly.TryParseExact(told, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Wrong(line, "dateAcquired such as 2025-06-01, or nothing");
            acquired = day;
        }

        return new BrokerSale(line, box, new AssetId(row["digitalAssetName"]), units, sold, proceeds, row["costBasis"].Length > 0 ? basis : null) { Acquired = acquired };
    }

    private static Error Wrong(int line, string expected) => new("TAX_BROKER", $"line {line}: expected {expected}");
}
