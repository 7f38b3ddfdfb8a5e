using System.Globalization;
using System.Numerics;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>Moves the cursor: which page is asked next, and where the stream stands once it is committed. Pure.</summary>
internal static class LedgerWalk
{
    /// <summary>Rows of a full page. A page may have fewer, and older ones follow all the same.</summary>
    public const int PageSize = 50;

    /// <summary>Rows that two pages share, so that a shifted offset is noticed.</summary>
    private const int Overlap = 2;

    private static readonly Quantity LateRows = 120;

    /// <summary>Lower bound of the request.</summary>
    public static string? Start(LedgerCursor cursor) => cursor.IsComplete && cursor.Top is { } top ? Whole(top - LateRows) : null;

    /// <summary>Upper bound of the request; none on the first page of a walk.</summary>
    public static string? End(LedgerCursor cursor) => cursor.IsWalking && cursor.End is { } end ? Whole(end) : null;

    /// <summary>
    /// Whether rows were taken away, so that the offset points too far: the page does not touch the one before, or, where that was too small to share rows, the range has fewer.
    /// An empty page is no exception: it may lie behind an end that moved.
    /// </summary>
    public static bool IsTorn(LedgerCursor cursor, LedgerPage page)
    {
        if (!cursor.IsWalking || cursor.Offset == 0 || cursor.Last.Count == 0) return false;
        return cursor.Shared > 0 ? !page.Rows.Any(row => cursor.Last.Contains(row.Id)) : page.Total < cursor.Total;
    }

    /// <summary>Half a page back, and no further than the page before reached, until that page is touched: what is read again is known to have been read.</summary>
    public static LedgerCursor Back(LedgerCursor cursor, LedgerPage page)
    {
        var offset = Math.Max(0, cursor.Offset - Math.Min(PageSize / 2, cursor.Last.Count));
        return cursor with { Offset = offset, Shared = Math.Max(1, cursor.Shared), Total = page.Total, Last = offset == 0 ? [] : cursor.Last };
    }

    /// <summary>Ids of the page that were read before.</summary>
    public static List<string> Known(LedgerCursor cursor, LedgerPage page) =>
        [.. page.Rows.Select(row => row.Id).Where(id => cursor.Last.Contains(id) || cursor.Seen.ContainsKey(id))];

    /// <summary>Whether older rows of the same walk follow. The size of a page says nothing: where the count is not told, only an empty page is the last.</summary>
    public static bool HasMore(LedgerCursor cursor, LedgerPage page) => page.Size > 0 && (page.Total is not { } total || cursor.Offset + page.Size < total);

    /// <summary>The cursor once the page is committed.</summary>
    public static LedgerCursor After(LedgerCursor cursor, LedgerPage page, int fresh, LedgerFold fold)
    {
        var more = HasMore(cursor, page);
        var newest = page.Rows.Select(row => row.Row.Time).Append(cursor.Newest ?? Quantity.Zero).Max();
        var moved = cursor with
        {
            Newest = newest,
            Held = ToRows(fold.Held),
            Watched = ToRows(fold.Watched),
            Last = [.. page.Rows.Select(row => row.Id)],
            Expected = cursor.IsComplete ? cursor.Expected + fresh : Math.Max(cursor.Expected, page.Total ?? 0),
            Seen = Recent(cursor, page, newest),
        };
        // A page that is hardly larger than what two pages share would bring the walk nowhere.
        var shared = page.Size > 2 * Overlap ? Overlap : 0;
        if (more) return moved with { IsWalking = true, End = cursor.End ?? newest + 1, Offset = cursor.Offset + page.Size - shared, Shared = shared, Total = page.Total };
        var top = cursor.Top is { } before && before > newest ? before : newest;
        return moved with { IsWalking = false, IsComplete = true, Offset = 0, Shared = 0, Total = null, End = null, Newest = null, Last = [], Top = top, Seen = Pruned(moved.Seen, top) };
    }

    private static Dictionary<string, Quantity> Recent(LedgerCursor cursor, LedgerPage page, Quantity newest)
    {
        var seen = new Dictionary<string, Quantity>(cursor.Seen, StringComparer.Ordinal);
        foreach (var row in page.Rows.Where(row => row.Row.Time >= newest - LateRows - 1)) seen[row.Id] = row.Row.Time;
        return seen;
    }

    private static Dictionary<string, Quantity> Pruned(Dictionary<string, Quantity> seen, Quantity top) =>
        seen.Where(row => row.Value >= top - LateRows - 1).ToDictionary(StringComparer.Ordinal);

    private static Dictionary<string, KrakenLedgerRow> ToRows(IEnumerable<LedgerEntry> rows) => rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Row, StringComparer.Ordinal);

    private static string Whole(Quantity seconds) => (seconds.Units / BigInteger.Pow(10, seconds.Scale)).ToString(CultureInfo.InvariantCulture);
}
