using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>
/// Rows that share an id within one page: a trade with oneself comes twice (as buyer and as seller), and families without ids can hold two rows alike.
/// Both stay; the later ones get an ordinal, in the order of their content, so that any page that holds both tells them the same way.
/// </summary>
internal static class BinanceTwins
{
    /// <summary>The page with unique native ids.</summary>
    public static MappedPage TellApart(MappedPage page)
    {
        var twins = page.Transactions.GroupBy(row => (row.Source, row.NativeId)).Where(group => group.Count() > 1).ToList();
        if (twins.Count == 0) return page;
        var renamed = new Dictionary<VenueTransaction, string>(ReferenceEqualityComparer.Instance);
        foreach (var group in twins)
        {
            foreach (var (index, row) in group.OrderBy(Content, StringComparer.Ordinal).Index().Skip(1))
                renamed[row] = string.Create(CultureInfo.InvariantCulture, $"{row.NativeId}#{index + 1}");
        }

        return page with { Transactions = [.. page.Transactions.Select(row => renamed.TryGetValue(row, out var id) ? row with { NativeId = id, Flags = row.Flags.Add("twin") } : row)] };
    }

    private static string Content(VenueTransaction row) => string.Join('|', row.Legs.Select(leg => $"{leg.Code} {leg.Amount}").Prepend(row.Time.ToString("O", CultureInfo.InvariantCulture)));
}
