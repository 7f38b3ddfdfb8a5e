using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using PortfolioPlatform.Api;
using PortfolioPlatform.Identity;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.SignIn;

/// <summary>
/// What a person waits for when signing in with a password: over HTTP, hash and session and audit entry included, on the embedded database with durable settings; beside it as many databases
/// of large tenants as asked for, each on a server of its own, for a sign-in asks all of them for the person's places.
/// </summary>
internal static class SignInBenchmark
{
    private const string Password = "a sentence nobody guesses";
    private const int Warm = 10;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var count = Words.Number(words, "--sign-ins", 200);
        using var folder = new TemporaryFolder();
        await using var placed = await PlacedServers.MakeAsync(Words.Number(words, "--placed", 0));
        string[] settings = ["--no-demo", "--port", "0", "--data", folder.Path, "--identity:AttemptsByAddress=1000000", .. placed.Words];
        await using var host = await PlatformHost.StartAsync(settings, new HostParts([new IdentityModule(), new ApiModule()], []), cancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(host.Url!) };
        var ann = new { tenant = "Fund", name = "Ann", email = "ann@fund.example", password = Password };
        (await http.PostAsJsonAsync("/api/identity/sign-up", ann, cancellationToken)).EnsureSuccessStatusCode();
        foreach (var atOnce in new[] { 1, 2 })
        {
            await SignInAsync(http, Warm, 1, cancellationToken);
            var times = await SignInAsync(http, count, atOnce, cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} sign-ins, {placed.Count} placed databases, {atOnce} at once: median {times[count / 2]:0.0} ms, p99 {times[count * 99 / 100]:0.0} ms, max {times[^1]:0.0} ms"));
        }

        return 0;
    }

    private static async Task<double[]> SignInAsync(HttpClient http, int count, int atOnce, CancellationToken cancellationToken)
    {
        var times = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("/api/identity/sign-in", new { email = "ann@fund.example", password = Password }, token);
            answer.EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        Array.Sort(times);
        return times;
    }
}
