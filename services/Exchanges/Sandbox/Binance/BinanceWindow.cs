using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>The time windows of Binance's history endpoints.</summary>
internal static class BinanceWindow
{
    /// <summary>The window asked for, inclusive; without one the last so many days; an error when it is longer than allowed.</summary>
    public static (long From, long To, BinanceError? Error) Of(BinanceCall call, int days, BinanceError? tooLong = null)
    {
        var span = days * 86_400_000L;
        var to = call.Long("endTime") ?? (call.Long("startTime") is { } start ? Math.Min(start + span, call.Now) : call.Now);
        var from = call.Long("startTime") ?? to - span;
        return to - from > span ? (0, 0, tooLong ?? new BinanceError(-1127, $"More than {days * 24} hours between startTime and endTime.")) : (from, to, null);
    }

    /// <summary>The events of a window, newest first.</summary>
    public static IEnumerable<EconomicEvent> Newest(AccountBook book, long from, long to)
    {
        for (var i = Rows.FirstAtLeast(book.Events, e => e.Time.ToUnixTimeMilliseconds(), to + 1) - 1; i >= 0 && book.Events[i].Time.ToUnixTimeMilliseconds() >= from; i--)
            yield return book.Events[i];
    }
}
