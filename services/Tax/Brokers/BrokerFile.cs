using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>
/// Reads Forms 1099-DA as CSV with the names of FDX <c>DigitalAssetDetail</c> (v6.4.1): <c>checkboxOnForm8949,digitalAssetName,units,dateOfSale,proceeds,costBasis</c>
/// in any order, and where they are told <c>dateAcquired</c>, <c>accruedMarketDiscount</c> (1h), <c>washSaleLossDisallowed</c> (1i), <c>federalTaxWithheld</c> (4), <c>lossNotAllowed</c> (5);
/// for box 11 <c>aggregate</c> (QS, NFT), <c>aggregateCount</c> and <c>aggregateFirstSales</c>, whose names are ours. Other columns are left aside.
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
            var fields = new BrokerFields(i + 1, row);
            sales.Add(Sale(fields));
            if (fields.Wrong is { } expected) return Wrong(i + 1, expected);
        }

        return sales;
    }

    private static BrokerSale Sale(BrokerFields f)
    {
        var box = f.OneOf("checkboxOnForm8949", "G", "H", "J", "K", "Y");
        f.Require(f.Text("digitalAssetName").Length > 0, "digitalAssetName");
        var aggregate = f.OneOf("aggregate", "", "QS", "NFT");
        var units = f.Number("units", "above zero") ?? Quantity.Zero;
        f.Require(aggregate.Length > 0 || units.Sign > 0, "units above zero");
        var sold = f.Day("dateOfSale", isNeeded: aggregate.Length == 0);
        f.Require(f.Number("proceeds", "as a number") is not null, "proceeds as a number");
        var count = f.Text("aggregateCount");
        var several = 0;
        f.Require(count.Length == 0 || (int.TryParse(count, out several) && several > 0), "aggregateCount above zero, or nothing");
        return new BrokerSale(f.Line, box, new AssetId(f.Text("digitalAssetName") is { Length: > 0 } name ? name : "?"), units, sold, f.Number("proceeds") ?? Quantity.Zero, f.Number("costBasis"))
        {
            Acquired = f.Day("dateAcquired"), MarketDiscount = f.Number("accruedMarketDiscount") ?? Quantity.Zero, WashSaleLoss = f.Number("washSaleLossDisallowed") ?? Quantity.Zero,
            Withheld = f.Number("federalTaxWithheld") ?? Quantity.Zero, IsLossDenied = f.Flag("lossNotAllowed"), Aggregate = aggregate, Count = count.Length > 0 ? several : null,
            FirstSales = f.Number("aggregateFirstSales") ?? Quantity.Zero,
        };
    }

    private static Error Wrong(int line, string expected) => new("TAX_BROKER", $"line {line}: expected {expected}");
}
