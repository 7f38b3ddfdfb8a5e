using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>
/// Rows of Form 8949 beside what brokers told on Form 1099-DA. A broker's row is found by asset, day and units: one of our rows, or all rows of one sale
/// (several lots, told as one); of several the one whose proceeds are nearest. Sales told together (box 11) are the asset's rows of the year that no other form told.
/// </summary>
internal sealed class BrokerMatch
{
    private readonly Form8949Row[] _rows;
    private readonly bool[] _isTaken;
    private readonly ILookup<(string Asset, DateOnly Sold), int> _byDay;

    private BrokerMatch(IReadOnlyList<Form8949Row> rows) =>
        (_rows, _isTaken, _byDay) = ([.. rows], new bool[rows.Count], Enumerable.Range(0, rows.Count).ToLookup(i => (Name(rows[i].Source.Piece.Asset), rows[i].Source.Disposed)));

    public static (IReadOnlyList<Form8949Row> Rows, IReadOnlyList<BrokerPair> Pairs) Of(IReadOnlyList<Form8949Row> rows, IReadOnlyList<BrokerSale> told)
    {
        if (told.Count == 0) return (rows, []);
        var match = new BrokerMatch(rows);
        var pairs = told.Where(t => t.Aggregate.Length == 0).Select(match.One).Concat(told.Where(t => t.Aggregate.Length > 0).Select(match.Together)).ToList();
        pairs.AddRange(rows.Where((_, i) => !match._isTaken[i]).Select(r => new BrokerPair(null, [r])));
        return ([.. match._rows.OrderBy(r => r.Box, StringComparer.Ordinal)], pairs);
    }

    private BrokerPair One(BrokerSale sale)
    {
        var same = _byDay[(Name(sale.Asset), sale.Sold!.Value)].Where(i => !_isTaken[i]).ToArray();
        var own = same.Select(i => new[] { i }).Concat(same.GroupBy(i => _rows[i].Disposal, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.ToArray()))
            .Where(g => ReturnInput.Sum(g, i => _rows[i].Source.Piece.Units) == sale.Units)
            .OrderBy(g => (ReturnInput.Sum(g, i => _rows[i].Source.Proceeds) - sale.Proceeds).Abs())
            .FirstOrDefault() ?? [];
        return Taken(sale, own, i => _rows[i].Source.Piece.Units.Divide(sale.Units, 24));
    }

    private BrokerPair Together(BrokerSale sale)
    {
        int[] own = [.. Enumerable.Range(0, _rows.Length).Where(i => !_isTaken[i] && Name(_rows[i].Source.Piece.Asset) == Name(sale.Asset))];
        return Taken(sale, own, i => sale.Proceeds.IsZero ? Quantity.Zero : _rows[i].Source.Proceeds.Divide(sale.Proceeds, 24));
    }

    private BrokerPair Taken(BrokerSale sale, int[] own, Func<int, Quantity> share)
    {
        var pair = new BrokerPair(sale, [.. own.Select(i => _rows[i])]);
        foreach (var i in own)
        {
            _isTaken[i] = true;
            _rows[i] = BrokerRow.Of(_rows[i], sale, share(i), pair.Proceeds == sale.Proceeds, pair.Gross == sale.Proceeds);
        }

        return pair;
    }

    private static string Name(AssetId asset) => asset.Value.ToUpperInvariant();
}
