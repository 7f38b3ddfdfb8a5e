using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads a lot-by-lot allocation to wallets: <c>asset,lot_id,wallet,quantity,decided,decided_by</c> in any order, other columns left aside, so that the <c>allocation.csv</c> of a report can be read again.
/// </summary>
internal static class AllocationFile
{
    private static readonly string[] Needed = ["asset", "lot_id", "wallet", "quantity", "decided", "decided_by"];

    public static Result<IReadOnlyList<NamedUnits>> Read(string text, Jurisdictions.TaxCalendar calendar)
    {
        var lines = CsvText.Read(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        var header = lines.Count > 0 ? lines[0] : [];
        if (Needed.Except(header, StringComparer.Ordinal).FirstOrDefault() is { } missing) return Wrong(1, $"a column {missing}");
        int[] places = [.. Needed.Select(n => Array.IndexOf(header, n))];
        var units = new List<NamedUnits>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length != header.Length) return Wrong(i + 1, $"{header.Length} fields, as in the header");
            var (asset, lot, wallet, quantity, decided, by) = (lines[i][places[0]], lines[i][places[1]], lines[i][places[2]], lines[i][places[3]], lines[i][places[4]], lines[i][places[5]]);
            if (asset.Length == 0 || lot.Length == 0 || wallet.Length == 0 || by.Length == 0) return Wrong(i + 1, "an asset, a lot_id, a wallet and a decided_by");
            if (!Quantity.TryParse(quantity, out var count) || count.Sign <= 0) return Wrong(i + 1, "a quantity above zero");
            if (!DateTimeOffset.TryParse(decided, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return Wrong(i + 1, "decided such as 2024-12-31");
            units.Add(new NamedUnits(new AssetId(asset), lot, wallet, count, decided.Length > 10 ? at.ToMicroseconds() : calendar.Midnight(DateOnly.FromDateTime(at.UtcDateTime)), by));
        }

        return units;
    }

    private static Error Wrong(int line, string expected) => new("TAX_ALLOCATION", $"line {line}: expected {expected}");
}
