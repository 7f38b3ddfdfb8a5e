using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>
/// Walks an endpoint in windows back to where its memory ends, then polls. The venue forgets (fills 120 days, transfers 180, other records 30), so the first walk
/// ends with a problem that says from when on a file is needed; a walk stays a quarter of an hour inside the edge, because beyond it a call is refused.
/// </summary>
internal static class HuobiSweepHistory
{
    private static readonly TimeSpan EdgeMargin = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(7);

    /// <summary>Begins a pass at the clock, unless one is under way.</summary>
    public static HuobiSweep Begin(HuobiSweep sweep, ImmutableArray<long> accounts, DateTimeOffset now)
    {
        if (sweep.End is not null) return sweep;
        var end = now.ToUnixTimeMilliseconds();
        return sweep with { End = end, Accounts = accounts, Index = 0, From = null, Pass = sweep.Pass with { Top = end } };
    }

    /// <summary>The next page's call.</summary>
    public static VenueRequest Request(HuobiWindowed endpoint, HuobiSweep sweep, string key, DateTimeOffset now) =>
        endpoint.Request(key, sweep.Account, StartOf(endpoint, sweep, now), sweep.End!.Value, sweep.From);

    /// <summary>The page and where the walk stands after it.</summary>
    /// <param name="endpoint">What is walked.</param>
    /// <param name="raw">The page without metadata.</param>
    /// <param name="sweep">Where the walk stood.</param>
    /// <param name="meta">The symbols of the page.</param>
    /// <param name="now">The clock when it was asked for.</param>
    public static HistoryPage Page(HuobiWindowed endpoint, RawPage raw, HuobiSweep sweep, HuobiMeta meta, DateTimeOffset now)
    {
        if (HuobiMapper.Data(raw.Body) is not { ValueKind: JsonValueKind.Array } rows) return HistoryPages.Quarantined(raw, HuobiMapper.Map(raw.Endpoint, raw.Body, meta, out _), sweep.ToString(), sweep.Pass.Backfilled);
        var start = StartOf(endpoint, sweep, now);
        var next = Next(endpoint, sweep, start, NextInWindow(endpoint, raw.Body, rows, sweep.From), StopOf(endpoint, sweep, now));
        var done = next.End is null;
        meta = meta with { Held = sweep.Held, Horizon = done ? null : next.End == sweep.End ? sweep.End : start, Edge = done && sweep.Pass.Floor is null ? DateTimeOffset.FromUnixTimeMilliseconds(start) : null };
        raw = raw with { Metadata = meta.ToString() };
        var mapped = HuobiMapper.Map(raw.Endpoint, raw.Body, meta, out var held);
        var pass = Opened(sweep.Pass.After(mapped, []), mapped) with { Low = start };
        if (!done) return new HistoryPage(raw, mapped, (next with { Held = held, Pass = pass }).ToString(), pass.Backfilled, false, pass.Estimate(Edge(endpoint, now), now));
        return new HistoryPage(raw, mapped, new HuobiSweep { Pass = pass.Finish(Overlap, LongestOpen) }.ToString(), true, true, sweep.Pass.Backfilled ? null : pass.Seen);
    }

    private static HuobiSweep Next(HuobiWindowed endpoint, HuobiSweep sweep, long start, string? from, long stop)
    {
        if (from is not null) return sweep with { From = from };
        if (endpoint.PerAccount && sweep.Index + 1 < sweep.Accounts.Length) return sweep with { From = null, Index = sweep.Index + 1 };
        return sweep with { From = null, Index = 0, End = start > stop ? start : null };
    }

    // Fills page by the last record's id until nothing is left; the account records name the next page themselves.
    private static string? NextInWindow(HuobiWindowed endpoint, ReadOnlyMemory<byte> body, JsonElement rows, string? from)
    {
        if (endpoint.Endpoint == HuobiEndpoints.Matches)
        {
            var last = rows.GetArrayLength() == 0 ? null : HuobiMapper.IdOf(rows[rows.GetArrayLength() - 1], "id");
            return last == from ? null : last;
        }

        using var document = JsonDocument.Parse(body);
        var next = HuobiMapper.IdOf(document.RootElement, "nextId") ?? HuobiMapper.IdOf(document.RootElement, "next-id");
        return next is "0" || next == from ? null : next;
    }

    private static HistoryPass Opened(HistoryPass pass, MappedPage mapped)
    {
        var open = mapped.Transactions.Where(t => t.Flags.Contains(HuobiMatchMapper.FeeOpen)).Select(t => t.Time.ToUnixTimeMilliseconds()).ToList();
        return open.Count == 0 ? pass : pass with { Open = Math.Min(pass.Open ?? long.MaxValue, open.Min()) };
    }

    private static long StartOf(HuobiWindowed endpoint, HuobiSweep sweep, DateTimeOffset now) =>
        Math.Min(sweep.End!.Value, Math.Max(sweep.End.Value - (long)endpoint.Window.TotalMilliseconds, StopOf(endpoint, sweep, now)));

    private static long StopOf(HuobiWindowed endpoint, HuobiSweep sweep, DateTimeOffset now) => Math.Max(sweep.Pass.Floor ?? long.MinValue, Edge(endpoint, now).ToUnixTimeMilliseconds());

    private static DateTimeOffset Edge(HuobiWindowed endpoint, DateTimeOffset now) => now - endpoint.Memory + EdgeMargin;
}
