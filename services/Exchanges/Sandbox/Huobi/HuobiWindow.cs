using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>A range of time as HTX's histories take it: not longer than the endpoint's window, not further back than it remembers.</summary>
/// <param name="Start">First millisecond.</param>
/// <param name="End">Last millisecond.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HuobiWindow(long Start, long End)
{
    /// <summary>Reads a range. With one end only, the other lies a window away; with none, the last window is meant.</summary>
    public static (HuobiWindow? Window, HuobiError? Error) Read(IQueryCollection query, string start, string end, DateTimeOffset now, TimeSpan longest, TimeSpan memory)
    {
        var (from, until) = (query.Long(start, -1), query.Long(end, -1));
        if (from is null) return (null, HuobiError.Parameter(start));
        if (until is null) return (null, HuobiError.Parameter(end));
        var (today, length) = (now.ToUnixTimeMilliseconds(), (long)longest.TotalMilliseconds);
        if (from == -1) from = (until == -1 ? today : until.Value) - length;
        if (until == -1) until = Math.Min(today, from.Value + length);
        if (from < today - (long)memory.TotalMilliseconds) return (null, HuobiError.TooOld);
        return until < from || until - from > length ? (null, HuobiError.Range(start)) : (new HuobiWindow(from.Value, until.Value), null);
    }

    /// <summary>Whether a time lies inside.</summary>
    public bool Has(DateTimeOffset time) => time.ToUnixTimeMilliseconds() is var at && at >= Start && at <= End;
}
