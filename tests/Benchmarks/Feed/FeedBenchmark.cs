using System.Diagnostics;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>
/// What it costs to tell everybody: many WebSocket clients watch one portfolio of 50 assets that a publisher changes.
/// Three phases: nothing; quiet keys only; the full tick rate, which conflates; and memory over all of it.
/// </summary>
internal static class FeedBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (clients, ticks, seconds) = (Words.Number(words, "--clients", 1000), Words.Number(words, "--ticks", 500), Words.Number(words, "--seconds", 30));
        await using var server = await FeedUnderLoad.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{clients} clients, {seconds} s a phase, {Environment.ProcessorCount} cores, {Environment.OSVersion}");
        await ReaderProcess.AloneAsync($"{ticks} ticks/s", OwnTime, seconds / 3, until => server.TickAsync(ticks, quiet: false, until, cancellationToken));
        await using var readers = await ReaderProcess.StartAsync(OwnTime, cancellationToken, server.Url, $"{clients}", "bench", "quiet:", "position:");

        await readers.PhaseAsync("idle", seconds / 3, _ => Task.CompletedTask, cancellationToken);
        await readers.PhaseAsync("quiet: 10 changes/s over 50 keys", seconds, until => server.TickAsync(10, quiet: true, until, cancellationToken), cancellationToken);
        var before = FeedUnderLoad.Memory();
        await readers.PhaseAsync($"busy: {ticks} ticks/s over 40 keys and a total, 1 quiet change/s", seconds, until => server.TickAsync(ticks, quiet: false, until, cancellationToken), cancellationToken);
        await Console.Out.WriteLineAsync($"managed memory {before >> 20} MB before, {FeedUnderLoad.Memory() >> 20} MB after the busy phase; working set {Environment.WorkingSet >> 20} MB");
        return 0;
    }

    private static TimeSpan OwnTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
