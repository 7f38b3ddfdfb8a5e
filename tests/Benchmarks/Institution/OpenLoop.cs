using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>
/// The load as a process of its own: requests leave at their time whether earlier ones were answered or not, and what one waits counts from the time it was due.
/// Words: URL TOKEN FILE RATE SECONDS WARM; the file has a request's body on each line. Before it counts, the rate grows for WARM seconds from a tenth to the whole, as a morning does.
/// It stands on the product's cores, so it is plain: threads with a connection each, requests made beforehand, blocking calls.
/// </summary>
internal static class OpenLoop
{
    private const int Steps = 10;

    /// <summary>Requests on their way at once; where all are, the next one waits, and its wait counts.</summary>
    private const int Connections = 128;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var bodies = await File.ReadAllLinesAsync(words[2], cancellationToken);
        var (rate, seconds) = (int.Parse(words[3], CultureInfo.InvariantCulture), int.Parse(words[4], CultureInfo.InvariantCulture));
        var warm = double.Parse(words[5], CultureInfo.InvariantCulture);
        var url = new Uri(words[0]);
        var requests = PlainCaller.Requests(url, words[1], bodies);
        var callers = Enumerable.Range(0, Connections).Select(_ => new PlainCaller(url, requests)).ToArray();
        var refused = 0;
        for (var step = 1; step <= Steps && warm > 0; step++) refused += Send(callers, Math.Max(1, rate * step / Steps), warm / Steps).Wrong;
        await Console.Out.WriteLineAsync("warm");
        var (began, used) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var (waits, wrong) = Send(callers, rate, seconds);
        Array.Sort(waits);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new LoadReport(
            waits.Length, wrong, refused, Stopwatch.GetElapsedTime(began).TotalSeconds, At(waits, 0.5), At(waits, 0.9), At(waits, 0.99), waits[^1], (Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds)));
        foreach (var caller in callers) caller.Dispose();
        return 0;
    }

    private static double At(double[] sorted, double part) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    private static (double[] Waits, int Wrong) Send(PlainCaller[] callers, int rate, double seconds)
    {
        var (waits, next, wrong, began) = (new double[Math.Max(1, (int)(rate * seconds))], -1, 0, Stopwatch.GetTimestamp());
        void Call(PlainCaller caller)
        {
            for (int i; (i = Interlocked.Increment(ref next)) < waits.Length;)
            {
                var due = began + (long)(i / (double)rate * Stopwatch.Frequency);
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } rest) _ = Sleep((uint)rest.TotalMicroseconds);
                var right = caller.Ask(i);
                waits[i] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
                if (!right) Interlocked.Increment(ref wrong);
            }
        }

        var threads = callers.Select(c => new Thread(() => Call(c), 256 * 1024)).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return (waits, wrong);
    }

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}

/// <summary>What the load saw; times in milliseconds, processor time in seconds.</summary>
internal sealed record LoadReport(int Count, int Wrong, int WrongWhileWarm, double Seconds, double P50, double P90, double P99, double Max, double Processor);
