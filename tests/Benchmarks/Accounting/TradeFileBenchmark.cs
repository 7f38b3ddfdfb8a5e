using System.Diagnostics;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Benchmarks.Accounting;

/// <summary>
/// One file of trades, as <c>Host tax</c> reads it: parsed, parsed and matched with rows and lots in memory, written, and matched alone by each method. Times are processor time of this
/// process and by the clock; the first round begins cold, as the command does.
/// </summary>
internal static class TradeFileBenchmark
{
    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        if (Words.Text(words, "--trades") is not { } file) return 1;
        var rounds = Words.Number(words, "--rounds", 3);
        var options = TaxOptions.Parse(["--trades", file, "--out", Path.Combine(Path.GetTempPath(), $"tax-{Environment.ProcessId}"), "--method", "fifo"]).Value!;
        LotMethod[] methods = Words.Text(words, "--method") is { } only ? [Enum.Parse<LotMethod>(only, ignoreCase: true)] : [LotMethod.Fifo, LotMethod.Lifo, LotMethod.Hifo, LotMethod.Lofo];
        for (var i = 0; i < rounds && Words.Text(words, "--method") is null; i++) await CommandAsync(options, cancellationToken);
        if (Directory.Exists(options.Out)) Directory.Delete(options.Out, recursive: true);
        var events = await EventsAsync(file, cancellationToken);
        foreach (var method in methods) await MatchAsync(events, method, rounds);
        return 0;
    }

    private static async Task CommandAsync(TaxOptions options, CancellationToken cancellationToken)
    {
        GC.Collect();
        var watch = new Clocks();
        var computed = await TaxCommand.ComputeAsync(options, _ => { }, cancellationToken);
        var rows = computed.Value.Outcome.Ids.Count;
        await Console.Out.WriteLineAsync($"parsed and matched: {watch.Said(rows)}, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most");
        watch = new Clocks();
        await new TaxReport(computed.Value.Options, computed.Value.Outcome).WriteAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"three files written: {watch.Said(rows)}");
    }

    private static async Task MatchAsync(LotEvent[] events, LotMethod method, int rounds)
    {
        var best = double.MaxValue;
        for (var i = 0; i < rounds + 3; i++)
        {
            GC.Collect();
            var watch = new Clocks();
            var book = new CompactBook(method, LotScope.Universal);
            foreach (ref readonly var e in events.AsSpan()) book.TryApply(e);
            best = Math.Min(best, watch.Processor);
        }

        await Console.Out.WriteLineAsync($"matched alone, {method}: {events.Length / best:N0} trades/s of processor time, best of {rounds + 3}");
    }

    private static async Task<LotEvent[]> EventsAsync(string file, CancellationToken cancellationToken)
    {
        var events = new List<LotEvent>();
        await using var stream = File.OpenRead(file);
        await new TradeFile().ReadAsync(stream, (in e) => events.Add(new LotEvent(e.Id, e.Time, e.Venue, e.Asset, e.Class == EventClass.Sell ? LotEventKind.Sell : LotEventKind.Buy, e.Units, e.Price, e.Fee)), _ => { }, cancellationToken);
        return [.. events];
    }

    /// <summary>The process's own time, and the clock on the wall.</summary>
    private sealed class Clocks
    {
        private readonly TimeSpan _processor = Total();
        private readonly long _started = Stopwatch.GetTimestamp();

        public double Processor => (Total() - _processor).TotalSeconds;

        public string Said(int rows) => $"{Processor:0.00} s of processor time ({rows / Processor:N0} trades/s), {Stopwatch.GetElapsedTime(_started).TotalSeconds:0.00} s by the clock";

        private static TimeSpan Total()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}
