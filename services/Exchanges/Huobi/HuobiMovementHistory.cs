using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>Walks deposits or withdrawals by id, newest first, until an empty page: the venue's documents disagree about the page size. They are not forgotten.</summary>
internal static class HuobiMovementHistory
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    /// <summary>The page and where the walk stands after it.</summary>
    public static HistoryPage Page(RawPage raw, HistoryPass pass)
    {
        var mapped = HuobiMapper.Map(raw.Endpoint, raw.Body, new HuobiMeta(), out _);
        if (mapped.IsUnreadable()) return HistoryPages.Quarantined(raw, mapped, pass.ToString(), pass.Backfilled);
        var after = pass.After(mapped, [.. mapped.Transactions.Select(t => t.Time)]);
        if (Next(HuobiMapper.Data(raw.Body)!.Value, pass) is { } next && !(after.Low < pass.Floor))
            return new HistoryPage(raw, mapped, (after with { Position = next }).ToString(), pass.Backfilled, false, pass.Backfilled ? null : after.Seen);
        return new HistoryPage(raw, mapped, after.Finish(Overlap, LongestOpen).ToString(), true, true, pass.Backfilled ? null : after.Seen);
    }

    // "from" is inclusive, so the next page begins one below the lowest id.
    private static string? Next(JsonElement rows, HistoryPass pass)
    {
        var ids = rows.EnumerateArray().Select(row => HuobiMapper.IdOf(row, "id")).OfType<string>().Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
        if (ids.Count == 0) return null;
        var next = (ids.Min() - 1).ToString(CultureInfo.InvariantCulture);
        return next == pass.Position || ids.Min() <= 1 ? null : next;
    }
}
