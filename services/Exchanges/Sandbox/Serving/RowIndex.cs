using System.Runtime.CompilerServices;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>Rows of one wire endpoint, projected from each event once and extended as events are added. Read it inside <see cref="VenueSite.Read{T}"/>.</summary>
public sealed class RowIndex<TRow>(Func<AccountBook, EconomicEvent, IEnumerable<TRow>> project)
{
    private readonly ConditionalWeakTable<AccountBook, Rows> _books = [];

    /// <summary>All rows of an account in order of time.</summary>
    public IReadOnlyList<TRow> Of(AccountBook book)
    {
        var rows = _books.GetOrCreateValue(book);
        for (; rows.Seen < book.Events.Count; rows.Seen++) rows.List.AddRange(project(book, book.Events[rows.Seen]));
        return rows.List;
    }

    private sealed class Rows
    {
        public List<TRow> List { get; } = [];
        public int Seen { get; set; }
    }
}

/// <summary>Finding places in rows that are sorted by time.</summary>
public static class Rows
{
    /// <summary>The index of the first row whose key is at least the given one; the count when there is none.</summary>
    public static int FirstAtLeast<TRow>(IReadOnlyList<TRow> rows, Func<TRow, long> key, long from)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (key(rows[middle]) < from) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
