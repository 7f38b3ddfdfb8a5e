using System.Diagnostics;
using System.Globalization;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>
/// What it costs to tell everybody: many WebSocket clients (a process of their own, so that only the server's processor time is counted) watch one portfolio of 50 assets.
/// Three phases: quiet keys only; the full tick rate, which conflates; and memory over all of it.
/// </summary>
internal static class FeedBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var clients = Option(words, "--clients", 1000);
        var ticks = Option(words, "--ticks", 500);
        var seconds = Option(words, "--seconds", 30);
        await using var server = await FeedUnderLoad.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{clients} clients, {seconds} s a phase, {Environment.ProcessorCount} cores, {Environment.OSVersion}");
        await AloneAsync(server, ticks, seconds / 3, cancellationToken);
        using var readers = Start(server.Url, clients);
        await readers.StandardOutput.ReadLineAsync(cancellationToken);

        await PhaseAsync("idle", readers, seconds / 3, _ => Task.CompletedTask, cancellationToken);
        await PhaseAsync("quiet: 10 changes/s over 50 keys", readers, seconds, until => server.TickAsync(10, quiet: true, until, cancellationToken), cancellationToken);
        var before = FeedUnderLoad.Memory();
        await PhaseAsync($"busy: {ticks} ticks/s over 40 keys and a total, 1 quiet change/s", readers, seconds, until => server.TickAsync(ticks, quiet: false, until, cancellationToken), cancellationToken);
        await Console.Out.WriteLineAsync($"managed memory {before >> 20} MB before, {FeedUnderLoad.Memory() >> 20} MB after the busy phase; working set {Environment.WorkingSet >> 20} MB");
        await readers.StandardInput.WriteLineAsync("end");
        await readers.WaitForExitAsync(cancellationToken);
        return readers.ExitCode;
    }

    /// <summary>What making and taking the ticks costs while nobody watches: what a phase takes more than that is fan-out.</summary>
    private static async Task AloneAsync(FeedUnderLoad server, int ticks, int seconds, CancellationToken cancellationToken)
    {
        using var self = Process.GetCurrentProcess();
        await server.TickAsync(ticks, quiet: false, Stopwatch.GetTimestamp() + (2 * Stopwatch.Frequency), cancellationToken);
        var (cpu, clock) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
        await server.TickAsync(ticks, quiet: false, clock + (seconds * Stopwatch.Frequency), cancellationToken);
        self.Refresh();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"nobody watches, {ticks} ticks/s: {Share(self.TotalProcessorTime - cpu, clock) * 100:0.0} % of one core"));
    }

    private static async Task PhaseAsync(string name, Process readers, int seconds, Func<long, Task> work, CancellationToken cancellationToken)
    {
        await readers.StandardInput.WriteLineAsync("begin");
        await readers.StandardOutput.ReadLineAsync(cancellationToken);
        using var self = Process.GetCurrentProcess();
        readers.Refresh();
        var (cpu, theirs, clock) = (self.TotalProcessorTime, readers.TotalProcessorTime, Stopwatch.GetTimestamp());
        await work(clock + (seconds * Stopwatch.Frequency));
        if (Stopwatch.GetElapsedTime(clock).TotalSeconds < seconds) await Task.Delay(TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(clock), cancellationToken);
        self.Refresh();
        readers.Refresh();
        var (share, read) = (Share(self.TotalProcessorTime - cpu, clock), Share(readers.TotalProcessorTime - theirs, clock));
        await readers.StandardInput.WriteLineAsync("report");
        var report = await readers.StandardOutput.ReadLineAsync(cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: server {share * 100:0.0} % of one core, readers {read * 100:0.0} %; {report}"));
    }

    private static double Share(TimeSpan used, long since) => used / Stopwatch.GetElapsedTime(since);

    private static Process Start(string url, int clients)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(FeedBenchmark).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(self, [.. program, "feed-clients", url, $"{clients}"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" } })!;
    }

    private static int Option(string[] words, string name, int otherwise) =>
        Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? int.Parse(words[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
