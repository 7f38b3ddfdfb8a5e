using System.Collections;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Rows of several books in the order of the sales, each computed when it is read.</summary>
internal sealed class MergedRows : IReadOnlyList<MatchedPiece>
{
    private readonly (IReadOnlyList<MatchedPiece> Book, int Row)[] _rows;

    /// <summary>Merges rows.</summary>
    /// <param name="order">Asset and event of every sale, in order.</param>
    /// <param name="books">Rows of each book, in its own order of sales; an asset stands in one book only.</param>
    public MergedRows(IEnumerable<(AssetId Asset, long Event)> order, IReadOnlyList<IReadOnlyList<MatchedPiece>> books)
    {
        var bySale = new Dictionary<(AssetId, long), (IReadOnlyList<MatchedPiece> Book, int From, int To)>();
        foreach (var book in books)
            for (var i = 0; i < book.Count; i++)
            {
                var piece = book[i];
                var key = (piece.Asset, piece.Disposal);
                bySale[key] = (book, bySale.TryGetValue(key, out var known) ? known.From : i, i + 1);
            }

        var merged = new List<(IReadOnlyList<MatchedPiece>, int)>();
        foreach (var sale in order)
            if (bySale.Remove(sale, out var rows))
                for (var i = rows.From; i < rows.To; i++) merged.Add((rows.Book, i));
        _rows = [.. merged];
    }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public MatchedPiece this[int index] => _rows[index].Book[_rows[index].Row];

    /// <inheritdoc/>
    public IEnumerator<MatchedPiece> GetEnumerator()
    {
        foreach (var (book, row) in _rows) yield return book[row];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
