using System.Diagnostics;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Benchmarks.Accounting;

/// <summary>
/// Matching alone, without reading a file: trades that close now and then, and queues that only grow (to about 12,000 and 60,000 open lots an asset). Times are processor time of
/// this process, so that other work on the machine matters little.
/// </summary>
internal static class LotsBenchmark
{
    private const int Trades = 1_000_000;

    private static readonly (string Name, int Sells, int Assets)[] Profiles = [("trader", 46, 50), ("deep", 20, 50), ("trader10", 46, 10), ("deep10", 20, 10)];

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        foreach (var (profile, sells, assets) in Profiles)
        {
            var events = Events(sells, assets, seed: 1);
            foreach (var method in (LotMethod[])[LotMethod.Fifo, LotMethod.Lifo, LotMethod.Hifo, LotMethod.Lofo])
            {
                CompactBook book = null!;
                var best = Enumerable.Range(0, Words.Number(words, "--rounds", 5)).Min(_ => Seconds(() => book = Matched(events, method)));
                await Console.Out.WriteLineAsync($"{profile,-9} {method,-5} {Trades / best:N0} trades/s, {book.Open().Max(o => o.Lots.Count):N0} open lots at most");
            }

            var seconds = Enumerable.Range(0, 3).Min(_ => Seconds(() => { foreach (var asset in Days(events)) ShareMatching.Match(asset, default); }));
            await Console.Out.WriteLineAsync($"{profile,-9} s104  {Trades / seconds:N0} trades/s, summing the days included");
        }

        await LateAsync();
        return 0;
    }

    /// <summary>One late trade in an asset of 10,000, at any place and among the last hundred; and all of 50 such assets by another method.</summary>
    private static async Task LateAsync()
    {
        var books = Events(46, 50, seed: 2).GroupBy(e => e.Asset).Select(a => Matched([.. a.Take(10_000)], LotMethod.Fifo)).ToArray();
        var random = new Random(3);
        foreach (var (name, from) in ((string, int)[])[("first", 0), ("any", -1), ("among the last 100", books[0].Count - 100)])
        {
            var events = books[0].Events().ToArray();
            var times = Enumerable.Range(0, 200).Select(i =>
            {
                var at = name == "first" ? 0 : random.Next(Math.Max(0, from), events.Length);
                var late = events[at] with { Id = 10_000_000 + i, Kind = LotEventKind.Buy };
                var started = Stopwatch.GetTimestamp();
                books[0].TryInsert(late);
                return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            }).Order().ToArray();
            await Console.Out.WriteLineAsync($"late trade in {events.Length:N0}, {name}: median {times[100]:N0} us, 99 % {times[197]:N0} us");
        }

        foreach (var method in (LotMethod[])[LotMethod.Fifo, LotMethod.Lifo, LotMethod.Hifo, LotMethod.Lofo])
        {
            var (best, processor) = (double.MaxValue, double.MaxValue);
            for (var i = 0; i < 7; i++)
            {
                var took = TimeSpan.Zero;
                processor = Math.Min(processor, Seconds(() =>
                {
                    var started = Stopwatch.GetTimestamp();
                    Parallel.ForEach(books, b => b.Refolded(method, LotScope.Universal));
                    took = Stopwatch.GetElapsedTime(started);
                }));
                best = Math.Min(best, took.TotalMilliseconds);
            }

            await Console.Out.WriteLineAsync($"rebuild of {books.Sum(b => b.Count):N0} trades in {books.Length} assets, {method}: {best:N1} ms on {Environment.ProcessorCount} cores, {processor * 1000:N1} ms of processor time");
        }
    }

    private static CompactBook Matched(LotEvent[] events, LotMethod method)
    {
        var book = new CompactBook(method, LotScope.Universal);
        foreach (ref readonly var e in events.AsSpan()) book.TryApply(e);
        return book;
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static IEnumerable<IReadOnlyList<ShareDay>> Days(LotEvent[] events) => events.GroupBy(e => e.Asset).Select(a => a
        .GroupBy(e => DateOnly.FromDateTime(e.Time.UtcDateTime))
        .Select(d => d.Aggregate(new ShareDay(d.Key, default, default, default, default), (day, e) => e.Kind == LotEventKind.Sell
            ? day with { DisposedUnits = day.DisposedUnits + e.Units, Proceeds = day.Proceeds + e.Value - e.Fee }
            : day with { AcquiredUnits = day.AcquiredUnits + e.Units, AcquiredCost = day.AcquiredCost + e.Value + e.Fee }))
        .ToArray());

    private static LotEvent[] Events(int sells, int assetCount, int seed)
    {
        var random = new Random(seed);
        var assets = Enumerable.Range(0, assetCount).Select(k => new AssetId($"c{k}")).ToArray();
        var held = new long[assetCount];
        var events = new LotEvent[Trades];
        for (var i = 0; i < Trades; i++)
        {
            var k = random.Next(assetCount);
            var units = random.NextInt64(1_000_000, 900_000_000);
            var sell = random.Next(100) < sells && held[k] > 0;
            if (sell) units = Math.Min(units, held[k]);
            held[k] += sell ? -units : units;
            events[i] = new LotEvent(i, DateTimeOffset.UnixEpoch.AddSeconds(i * 126L), "w", assets[k], sell ? LotEventKind.Sell : LotEventKind.Buy, units / 100_000_000m, random.Next(10_000, 9_000_000) / 10_000m, random.Next(1, 90) / 100m);
        }

        return events;
    }
}
