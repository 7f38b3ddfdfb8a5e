using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>
/// A filed year stays as it was filed: its report's own events stand in for whatever the input says now about the time until its end, so later years begin with
/// the lots that were filed. What the input says differently is listed as a problem.
/// </summary>
internal static class ClosedYear
{
    /// <summary>The rows of a run after a closed year.</summary>
    /// <param name="rows">The input's rows.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="filed">The rows of the closed report.</param>
    /// <param name="filedIds">Their ids.</param>
    /// <param name="calendar">Days and years.</param>
    /// <param name="end">The first day after the closed year.</param>
    public static ClosedRows Merge(IReadOnlyList<TaxEvent> rows, EventIds ids, IReadOnlyList<TaxEvent> filed, EventIds filedIds, TaxCalendar calendar, DateOnly end)
    {
        var merged = new EventIds();
        var kept = new List<TaxEvent>();
        var before = filed.Where(f => calendar.Day(f.Time) < end).ToArray();
        foreach (var row in before) kept.Add(row with { Id = merged.AddFrom(filedIds, row.Id) });
        foreach (var row in rows.Where(r => calendar.Day(r.Time) >= end)) kept.Add(row with { Id = merged.AddFrom(ids, row.Id) });
        return new ClosedRows(kept, merged, [.. Differences([.. rows.Where(r => calendar.Day(r.Time) < end)], ids, before, filedIds, end)]);
    }

    private static IEnumerable<Problem> Differences(TaxEvent[] rows, EventIds ids, TaxEvent[] filed, EventIds filedIds, DateOnly end)
    {
        var known = filed.ToDictionary(f => filedIds[f.Id], f => f with { Id = 0 }, StringComparer.Ordinal);
        foreach (var row in rows)
            if (!known.Remove(ids[row.Id], out var was)) yield return Of("late-event", row, ids[row.Id], $"The year before {GainSheet.Day(end)} was filed without this row.");
            else if (row with { Id = 0 } != was) yield return Of("changed-event", row, ids[row.Id], $"The year before {GainSheet.Day(end)} was filed with this row as it was then.");
        foreach (var (id, was) in known) yield return Of("missing-event", was, id, $"The year before {GainSheet.Day(end)} was filed with this row, which the input no longer has.");
    }

    private static Problem Of(string code, in TaxEvent e, string id, string reason) =>
        new(code, id, e.Time, e.Venue, e.Asset.Value, "", reason, "Nothing was changed: amend the closed year's return, and close it again, if the row is right.");
}

/// <summary>Rows with their ids, and what was left aside.</summary>
internal sealed record ClosedRows(List<TaxEvent> Rows, EventIds Ids, IReadOnlyList<Problem> Problems);
