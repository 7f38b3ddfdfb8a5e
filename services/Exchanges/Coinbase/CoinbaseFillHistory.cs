using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>Walks the v3 fills of all markets, newest first, by the venue's own page token.</summary>
internal static class CoinbaseFillHistory
{
    // Fills may be inserted late (corrections); three days are read again at every poll and fall together by entry id.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    /// <summary>The next page's call.</summary>
    public static VenueRequest Request(string key, HistoryPass pass) =>
        CoinbaseEndpoints.FillPage(key, pass.Position, pass.Floor is { } floor ? DateTimeOffset.FromUnixTimeMilliseconds(floor) : null);

    /// <summary>The page and where the walk stands after it.</summary>
    public static HistoryPage Page(RawPage raw, HistoryPass pass, DateTimeOffset? beginning)
    {
        var mapped = CoinbaseMapper.Map(raw.Endpoint, raw.Body, raw.Metadata);
        if (mapped.IsUnreadable()) return HistoryPages.Quarantined(raw, mapped, pass.ToString(), pass.Backfilled);
        var next = CoinbaseMapper.IdOf(JsonDocument.Parse(raw.Body).RootElement, "cursor");
        var after = pass.After(mapped, [.. mapped.Transactions.Select(t => t.Time)]);
        if (!string.IsNullOrEmpty(next) && mapped.RecordCount > 0)
            return new HistoryPage(raw, mapped, (after with { Position = next }).ToString(), pass.Backfilled, false, after.Estimate(beginning, raw.FetchedAt));
        return new HistoryPage(raw, mapped, after.Finish(Overlap, Overlap).ToString(), true, true, pass.Backfilled ? null : after.Seen);
    }
}
