using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>
/// The load as a process of its own: requests leave at their time whether earlier ones were answered or not, and what one waits counts from the time it was due.
/// Words: URL TOKEN FILE RATE SECONDS WARM; the file has a request's body on each line. Before it counts, the rate grows for WARM seconds from a tenth to the whole, as a morning does.
/// </summary>
internal static class OpenLoop
{
    private const int Steps = 10;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var bodies = await File.ReadAllLinesAsync(words[2], cancellationToken);
        var (rate, seconds) = (int.Parse(words[3], CultureInfo.InvariantCulture), int.Parse(words[4], CultureInfo.InvariantCulture));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(words[0]), Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", words[1]);
        var refused = 0;
        for (var step = 1; step <= Steps; step++) refused += (await SendAsync(http, bodies, Math.Max(1, rate * step / Steps), TimeSpan.FromSeconds(double.Parse(words[5], CultureInfo.InvariantCulture) / Steps), cancellationToken)).Wrong;
        await Console.Out.WriteLineAsync("warm");
        var (began, used) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var (waits, wrong) = await SendAsync(http, bodies, rate, TimeSpan.FromSeconds(seconds), cancellationToken);
        Array.Sort(waits);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new LoadReport(
            waits.Length, wrong, refused, Stopwatch.GetElapsedTime(began).TotalSeconds, At(waits, 0.5), At(waits, 0.9), At(waits, 0.99), waits[^1], (Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds)));
        return 0;
    }

    private static double At(double[] sorted, double part) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    private static async Task<(double[] Waits, int Wrong)> SendAsync(HttpClient http, string[] bodies, int rate, TimeSpan length, CancellationToken cancellationToken)
    {
        var (waits, wrong, open) = (new ConcurrentBag<double>(), 0, new List<Task>());
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * length.TotalSeconds; i++)
        {
            var due = began + (long)(i / (double)rate * Stopwatch.Frequency);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } rest)
                if (rest > TimeSpan.FromMilliseconds(1.5)) await Task.Delay(1, cancellationToken);
                else await Task.Yield();
            open.Add(AskAsync(http, bodies[i % bodies.Length], due, waits, () => Interlocked.Increment(ref wrong), cancellationToken));
        }

        await Task.WhenAll(open);
        return ([.. waits], wrong);
    }

    private static async Task AskAsync(HttpClient http, string body, long due, ConcurrentBag<double> waits, Action wrong, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await http.PostAsync("/graphql", content, cancellationToken);
        var told = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        waits.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        if (!answer.IsSuccessStatusCode || told.AsSpan().IndexOf("\"errors\":[{\"message\""u8) >= 0) wrong();
    }
}

/// <summary>What the load saw; times in milliseconds, processor time in seconds.</summary>
internal sealed record LoadReport(int Count, int Wrong, int WrongWhileWarm, double Seconds, double P50, double P90, double P99, double Max, double Processor);
