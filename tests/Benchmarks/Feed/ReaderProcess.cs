using System.Diagnostics;
using System.Globalization;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>The clients, in a process of their own so that only the server's processor time is counted, and the phases they watch.</summary>
internal sealed class ReaderProcess(Process process, Func<TimeSpan> server) : IAsyncDisposable
{
    /// <summary>Starts it and waits until all are connected.</summary>
    /// <param name="server">Processor time of what is watched.</param>
    public static async Task<ReaderProcess> StartAsync(Func<TimeSpan> server, CancellationToken cancellationToken, params string[] words)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(ReaderProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(self, [.. program, "feed-clients", .. words]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" } };
        var readers = new ReaderProcess(Process.Start(start)!, server);
        await readers.AnswerAsync(null, cancellationToken);
        return readers;
    }

    /// <summary>What making and taking the ticks costs while nobody watches: what a phase takes more than that is fan-out.</summary>
    public static async Task AloneAsync(string name, Func<TimeSpan> server, int seconds, Func<long, Task> work)
    {
        await work(Stopwatch.GetTimestamp() + (2 * Stopwatch.Frequency));
        var (cpu, clock) = (server(), Stopwatch.GetTimestamp());
        await work(clock + (seconds * Stopwatch.Frequency));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"nobody watches, {name}: {(server() - cpu) / Stopwatch.GetElapsedTime(clock) * 100:0.0} % of one core"));
    }

    /// <summary>Works for so many seconds and prints what server and readers took and what the readers saw.</summary>
    public async Task PhaseAsync(string name, int seconds, Func<long, Task> work, CancellationToken cancellationToken)
    {
        await AnswerAsync("begin", cancellationToken);
        process.Refresh();
        var (cpu, theirs, clock) = (server(), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await work(clock + (seconds * Stopwatch.Frequency));
        if (Stopwatch.GetElapsedTime(clock).TotalSeconds < seconds) await Task.Delay(TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(clock), cancellationToken);
        process.Refresh();
        var passed = Stopwatch.GetElapsedTime(clock);
        var (share, read) = ((server() - cpu) / passed, (process.TotalProcessorTime - theirs) / passed);
        var report = await AnswerAsync("report", cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: server {share * 100:0.0} % of one core, readers {read * 100:0.0} %; {report}"));
    }

    public async ValueTask DisposeAsync()
    {
        await process.StandardInput.WriteLineAsync("end");
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string?> AnswerAsync(string? word, CancellationToken cancellationToken)
    {
        if (word is not null) await process.StandardInput.WriteLineAsync(word);
        return await process.StandardOutput.ReadLineAsync(cancellationToken);
    }
}
