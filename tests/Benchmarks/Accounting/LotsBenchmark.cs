using System.Diagnostics;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Benchmarks.Accounting;

/// <summary>Matching alone, without reading a file: trades that close now and then, and a queue that only grows.</summary>
internal static class LotsBenchmark
{
    private const int Trades = 1_000_000;
    private const int Assets = 50;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        foreach (var (profile, sells) in ((string, int)[])[("trader", 46), ("deep", 20)])
        {
            var events = Events(sells, seed: 1);
            foreach (var method in (LotMethod[])[LotMethod.Fifo, LotMethod.Lifo, LotMethod.Hifo, LotMethod.Lofo])
            {
                var best = Enumerable.Range(0, 3).Min(_ => Run(events, method));
                await Console.Out.WriteLineAsync($"{profile,-7} {method,-5} {Trades / best.TotalSeconds:N0} trades/s");
            }

            var started = Stopwatch.GetTimestamp();
            var days = Days(events);
            foreach (var asset in days) ShareMatching.Match(asset, default);
            await Console.Out.WriteLineAsync($"{profile,-7} s104  {Trades / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} trades/s, summing the days included");
        }

        return 0;
    }

    private static TimeSpan Run(LotEvent[] events, LotMethod method)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var book = new CompactBook(method, LotScope.Universal);
        foreach (ref readonly var e in events.AsSpan()) book.TryApply(e);
        return Stopwatch.GetElapsedTime(started);
    }

    private static IEnumerable<IReadOnlyList<ShareDay>> Days(LotEvent[] events) => events.GroupBy(e => e.Asset).Select(a => a
        .GroupBy(e => DateOnly.FromDateTime(e.Time.UtcDateTime))
        .Select(d => d.Aggregate(new ShareDay(d.Key, default, default, default, default), (day, e) => e.Kind == LotEventKind.Sell
            ? day with { DisposedUnits = day.DisposedUnits + e.Units, Proceeds = day.Proceeds + e.Value - e.Fee }
            : day with { AcquiredUnits = day.AcquiredUnits + e.Units, AcquiredCost = day.AcquiredCost + e.Value + e.Fee }))
        .ToArray());

    private static LotEvent[] Events(int sells, int seed)
    {
        var random = new Random(seed);
        var assets = Enumerable.Range(0, Assets).Select(k => new AssetId($"c{k}")).ToArray();
        var held = new long[Assets];
        var events = new LotEvent[Trades];
        for (var i = 0; i < Trades; i++)
        {
            var k = random.Next(Assets);
            var units = random.NextInt64(1_000_000, 900_000_000);
            var sell = random.Next(100) < sells && held[k] > 0;
            if (sell) units = Math.Min(units, held[k]);
            held[k] += sell ? -units : units;
            events[i] = new LotEvent(i, DateTimeOffset.UnixEpoch.AddSeconds(i * 126L), "w", assets[k], sell ? LotEventKind.Sell : LotEventKind.Buy, units / 100_000_000m, random.Next(10_000, 9_000_000) / 10_000m, random.Next(1, 90) / 100m);
        }

        return events;
    }
}
