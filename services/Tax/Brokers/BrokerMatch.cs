using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>
/// Rows of Form 8949 beside what brokers told on Form 1099-DA. A broker's row is found by asset, day and units: one of our rows, or all rows of one sale
/// (several lots, told as one); of several the one whose proceeds are nearest.
/// </summary>
internal static class BrokerMatch
{
    public static (IReadOnlyList<Form8949Row> Rows, IReadOnlyList<BrokerPair> Pairs) Of(IReadOnlyList<Form8949Row> rows, IReadOnlyList<BrokerSale> told)
    {
        if (told.Count == 0) return (rows, []);
        var open = rows.Index().ToList();
        var result = rows.ToArray();
        var pairs = new List<BrokerPair>();
        foreach (var sale in told)
        {
            var own = Find(sale, open);
            var pair = new BrokerPair(sale, [.. own.Select(o => o.Row)]);
            pairs.Add(pair);
            foreach (var (place, row) in own)
            {
                open.RemoveAll(o => o.Index == place);
                result[place] = BrokerRow.Of(row, sale, row.Source.Piece.Units.Divide(sale.Units, 24), pair.Proceeds == sale.Proceeds, pair.Gross == sale.Proceeds);
            }
        }

        pairs.AddRange(open.Select(o => new BrokerPair(null, [o.Item])));
        return ([.. result.OrderBy(r => r.Box, StringComparer.Ordinal)], pairs);
    }

    private static (int Index, Form8949Row Row)[] Find(BrokerSale sale, List<(int Index, Form8949Row Item)> open)
    {
        var same = open.Where(o => o.Item.Source.Disposed == sale.Sold && string.Equals(o.Item.Source.Piece.Asset.Value, sale.Asset.Value, StringComparison.OrdinalIgnoreCase)).ToArray();
        return same.Select(o => new[] { o }).Concat(same.GroupBy(o => o.Item.Disposal, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.ToArray()))
            .Where(g => ReturnInput.Sum(g, o => o.Item.Source.Piece.Units) == sale.Units)
            .OrderBy(g => (ReturnInput.Sum(g, o => o.Item.Source.Proceeds) - sale.Proceeds).Abs())
            .FirstOrDefault() ?? [];
    }
}
