using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>
/// Turns the rows of one page, together with rows held open from earlier pages, into whole groups. Pure: page and context decide everything.
/// A group is told once nothing can be missing: the next page starts well before it, or the walk has ended and it is old enough.
/// </summary>
internal sealed class LedgerFold
{
    /// <summary>Rows of one event lie this close together.</summary>
    private static readonly Quantity SameEvent = 5;

    /// <summary>How far the other half of an incomplete group is waited for, in ledger seconds.</summary>
    private static readonly Quantity OtherHalf = 3600;

    /// <summary>How long a lone leg at the live end is waited for.</summary>
    private static readonly Quantity Settling = 300;

    /// <summary>How long a movement may still come back.</summary>
    private static readonly Quantity Returnable = 30 * 86400;

    private readonly LedgerContext _context;
    private readonly Quantity? _boundary;
    private readonly LedgerWriter _writer;
    private readonly PageBuilder _page;

    private LedgerFold(LedgerContext context, PageBuilder page, Quantity? boundary)
    {
        (_context, _page, _boundary) = (context, page, boundary);
        _writer = new LedgerWriter(context, page);
    }

    /// <summary>Rows that stay open for the next page.</summary>
    public List<LedgerEntry> Held { get; } = [];

    /// <summary>Rows that may still change what was told.</summary>
    public List<LedgerEntry> Watched { get; } = [];

    /// <summary>Folds a page; transactions and problems go to <paramref name="page"/>.</summary>
    public static LedgerFold Run(IReadOnlyCollection<LedgerEntry> rows, LedgerContext context, PageBuilder page)
    {
        Quantity? boundary = context.More && rows.Count > 0 ? rows.Select(row => row.Row.Time).Min() : null;
        var fold = new LedgerFold(context, page, boundary);
        var open = context.Held.Select(row => new LedgerEntry(row.Key, row.Value)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !context.Skip.Contains(row.Id))) open[row.Id] = row;
        fold.Run(open.Values);
        return fold;
    }

    private void Run(IEnumerable<LedgerEntry> open)
    {
        var watched = _context.Watched.Select(row => new LedgerEntry(row.Key, row.Value)).GroupBy(row => row.Group).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var (rest, halves) = InternalPairs.Split(Ordered(open), _writer.Symbol);
        foreach (var half in halves) Place([half], isComplete: false);
        foreach (var group in rest.GroupBy(row => row.Group))
        {
            var known = watched.Remove(group.Key, out var before) ? before : new List<LedgerEntry>();
            List<LedgerEntry> whole = [.. known, .. group];
            Place(Ordered(whole.DistinctBy(row => row.Id)), IsComplete(whole));
        }

        foreach (var (refid, group) in watched)
        {
            if (_context.Again.Contains(refid)) _writer.Write(group, isAlone: false);
            Watch(group);
        }
    }

    private void Place(List<LedgerEntry> group, bool isComplete)
    {
        if (!IsReady(group, isComplete)) { Held.AddRange(group); return; }
        var alone = !isComplete;
        if (alone) _page.Problem("half-group", group[0].Group, $"{group[0].Row.Type} {group[0].Row.Subtype} of {group[0].Row.Asset}: the other side was not found.");
        _writer.Write(group, alone);
        if (alone || group.Any(row => row.IsMovement)) Watch(group);
    }

    private bool IsReady(List<LedgerEntry> group, bool isComplete)
    {
        var oldest = group[0].Row.Time;
        if (_boundary is { } boundary) return !group.TrueForAll(row => row.IsReturn) && oldest > boundary + (isComplete ? SameEvent : OtherHalf);
        return isComplete || _context.Now is not { } now || now - group[^1].Row.Time > Settling;
    }

    private void Watch(List<LedgerEntry> group)
    {
        if (_context.Now is { } now && now - group[^1].Row.Time < Returnable) Watched.AddRange(group);
    }

    private static List<LedgerEntry> Ordered(IEnumerable<LedgerEntry> rows) => [.. rows.OrderBy(row => row.Row.Time).ThenBy(row => row.Id, StringComparer.Ordinal)];

    private static bool IsComplete(List<LedgerEntry> group)
    {
        if (group.TrueForAll(row => row.IsReturn)) return false;
        return !group.TrueForAll(LedgerKinds.IsExchange) || (group.Exists(row => row.Amount.Sign > 0) && group.Exists(row => row.Amount.IsNegative));
    }
}
