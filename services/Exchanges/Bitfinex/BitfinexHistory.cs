using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// Walks a history back in time. The venue pages by time only and several rows share a millisecond, so each page begins at the last instant of the one before
/// (inclusive); rows met twice fall together by id. A walk ends when a page brings nothing older; the first walk asks that page twice, since it may have been cut
/// within an instant. Later walks read the last hour again and again.
/// </summary>
internal static class BitfinexHistory
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    /// <summary>The next page's call.</summary>
    public static VenueRequest Request(string endpoint, HistoryPass pass) =>
        BitfinexEndpoints.Page(endpoint, pass.Floor, pass.Position is { } end ? long.Parse(end, CultureInfo.InvariantCulture) : null);

    /// <summary>The page and where the walk stands after it.</summary>
    /// <param name="raw">The page without metadata.</param>
    /// <param name="pass">Where the walk stood.</param>
    /// <param name="meta">Symbols and wallets the mapper needs.</param>
    /// <param name="beginning">When the history begins.</param>
    public static HistoryPage Page(RawPage raw, HistoryPass pass, BitfinexMeta meta, DateTimeOffset? beginning)
    {
        if (BitfinexMapper.Rows(raw.Body) is not { } rows) return HistoryPages.Quarantined(raw, BitfinexMapper.Map(raw.Endpoint, raw.Body, meta), pass.ToString(), pass.Backfilled);
        var times = Times(rows, BitfinexEndpoints.TimeColumn(raw.Endpoint));
        var next = Next(pass, times, BitfinexEndpoints.PageSize(raw.Endpoint));
        // What shares the oldest instant of a page is booked with the next page, which has all of it.
        if (raw.Endpoint == BitfinexEndpoints.Ledgers && next is { } cut && times.Length > 0 && cut == times.Min()) meta = meta with { Cut = cut };
        if (next is { } step && step < times.Min()) meta = meta with { Overfull = times.Min() };
        raw = raw with { Metadata = meta.ToText() };
        var mapped = BitfinexMapper.Map(raw.Endpoint, raw.Body, meta);
        var after = pass.After(mapped, [.. times.Select(DateTimeOffset.FromUnixTimeMilliseconds)]);
        if (next is { } end) return new HistoryPage(raw, mapped, (after with { Position = end.ToString(CultureInfo.InvariantCulture), Again = IsStanding(pass, end) }).ToString(), pass.Backfilled, false, after.Estimate(beginning, raw.FetchedAt));
        return new HistoryPage(raw, mapped, after.Finish(Overlap, LongestOpen).ToString(), true, true, pass.Backfilled ? null : after.Seen);
    }

    // A full page within one millisecond cannot be paged through; the walk steps over that millisecond rather than stand still, and says so.
    private static long? Next(HistoryPass pass, ImmutableArray<long> times, int pageSize)
    {
        if (times.IsEmpty) return null;
        var low = times.Min();
        if (!IsStanding(pass, low)) return low;
        if (times.Length >= pageSize) return low - 1;
        return pass.Backfilled || pass.Again ? null : low;
    }

    private static bool IsStanding(HistoryPass pass, long low) => pass.Position is { } position && low >= long.Parse(position, CultureInfo.InvariantCulture);

    private static ImmutableArray<long> Times(JsonElement rows, int column) =>
        [.. rows.EnumerateArray().Select(row => row.At(column)).Where(cell => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out _)).Select(cell => cell.GetInt64())];
}
