using System.Globalization;
using System.Numerics;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>Moves the cursor: which page is asked next, and where the stream stands once it is committed. Pure.</summary>
internal static class LedgerWalk
{
    /// <summary>Rows that two pages share, so that a shifted offset is noticed.</summary>
    public const int Overlap = 2;

    /// <summary>Rows of a full page.</summary>
    public const int PageSize = 50;

    private static readonly Quantity LateRows = 120;

    /// <summary>Lower bound of the request.</summary>
    public static string? Start(LedgerCursor cursor) => cursor.IsComplete && cursor.Top is { } top ? Whole(top - LateRows) : null;

    /// <summary>Upper bound of the request; none on the first page of a walk.</summary>
    public static string? End(LedgerCursor cursor) => cursor.IsWalking && cursor.End is { } end ? Whole(end) : null;

    /// <summary>Whether the page does not touch the page before it: rows were taken away and the offset points too far.</summary>
    public static bool IsTorn(LedgerCursor cursor, LedgerPage page) =>
        cursor.IsWalking && cursor.Offset > 0 && page.Rows.Count > 0 && cursor.Last.Count > 0 && !page.Rows.Any(row => cursor.Last.Contains(row.Id));

    /// <summary>Ids of the page that were read before.</summary>
    public static List<string> Known(LedgerCursor cursor, LedgerPage page) =>
        [.. page.Rows.Select(row => row.Id).Where(id => cursor.Last.Contains(id) || cursor.Seen.ContainsKey(id))];

    /// <summary>Whether older rows of the same walk follow.</summary>
    public static bool HasMore(LedgerCursor cursor, LedgerPage page)
    {
        if (page.Size == 0) return false;
        return page.Total is { } total ? cursor.Offset + page.Size < total : page.Size >= PageSize;
    }

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
        if (more) return moved with { IsWalking = true, End = cursor.End ?? newest + 1, Offset = cursor.Offset + page.Size - (page.Size > Overlap ? Overlap : 0) };
        var top = cursor.Top is { } before && before > newest ? before : newest;
        return moved with { IsWalking = false, IsComplete = true, Offset = 0, End = null, Newest = null, Last = [], Top = top, Seen = Pruned(moved.Seen, top) };
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
