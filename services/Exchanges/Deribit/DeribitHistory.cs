using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>Walks a currency's log back in time by the venue's continuation; the end of the range is pinned when a walk begins, so that new rows do not shift its pages.</summary>
internal static class DeribitHistory
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Opened = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The next page's call.</summary>
    public static VenueRequest Request(string stream, HistoryPass pass, DateTimeOffset now)
    {
        var (end, continuation) = Place(pass, now);
        return DeribitEndpoints.TransactionLog(stream[DeribitEndpoints.Log.Length..], pass.Floor ?? Opened.ToUnixTimeMilliseconds(), end, continuation);
    }

    /// <summary>The page and where the walk stands after it.</summary>
    public static HistoryPage Page(RawPage raw, HistoryPass pass, DateTimeOffset now)
    {
        var mapped = DeribitMapper.Map(raw.Endpoint, raw.Body);
        if (mapped.IsUnreadable()) return HistoryPages.Quarantined(raw, mapped, pass.ToString(), pass.Backfilled);
        var after = pass.After(mapped, [.. mapped.Transactions.Select(t => t.Time)]);
        if (Continuation(raw.Body) is { } next)
            return new HistoryPage(raw, mapped, (after with { Position = $"{Place(pass, now).End.ToString(CultureInfo.InvariantCulture)}:{next}" }).ToString(), pass.Backfilled, false, null);
        return new HistoryPage(raw, mapped, after.Finish(Overlap, Overlap).ToString(), true, true, pass.Backfilled ? null : after.Seen);
    }

    private static (long End, string? Continuation) Place(HistoryPass pass, DateTimeOffset now)
    {
        if (pass.Position is not { } position) return (now.ToUnixTimeMilliseconds(), null);
        var colon = position.IndexOf(':', StringComparison.Ordinal);
        return (long.Parse(position[..colon], CultureInfo.InvariantCulture), position[(colon + 1)..]);
    }

    private static string? Continuation(ReadOnlyMemory<byte> body) =>
        DeribitAnswer.Result(body) is { ValueKind: System.Text.Json.JsonValueKind.Object } result && result.TryGetProperty("continuation", out var next) && WireJson.Text(next) is { Length: > 0 } text ? text : null;
}
