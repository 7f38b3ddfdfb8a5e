using System.Diagnostics;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Benchmarks.FirstLight;

/// <summary>
/// The built host on an empty data folder, as a newcomer starts it: how long until it serves, until the five demo keys (given to it at once, over the real wire) make a first total and until
/// all history is there; how long a second start takes to show a total; and what host, database and their children keep in memory a minute after the import.
/// </summary>
internal static class FirstLightBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var folder = Words.Text(words, "--data") ?? Path.Combine(Path.GetTempPath(), $"first-light-{Environment.ProcessId}");
        var program = Words.Text(words, "--host") ?? Path.Combine("services", "Host", "bin", "Release", "net10.0", "PortfolioPlatform.Host.dll");
        await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, load {File.ReadAllText("/proc/loadavg").Trim()}");
        await FirstAsync(program, folder, Words.Number(words, "--rest", 60), cancellationToken);
        await SecondAsync(program, folder, cancellationToken);
        if (Words.Text(words, "--data") is null) Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task FirstAsync(string program, string folder, int rest, CancellationToken cancellationToken)
    {
        await using var host = await BuiltHost.StartAsync(program, folder, cancellationToken);
        await Console.Out.WriteLineAsync($"start on an empty folder to ready: {host.Age.TotalSeconds:0.0} s");
        var ready = Stopwatch.GetTimestamp();
        await using var feed = await FeedWatch.OpenAsync(host.Visitor, cancellationToken);
        var first = await feed.FirstTotalAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"ready, five keys at once, to the first total ({first}): {Stopwatch.GetElapsedTime(ready).TotalSeconds:0.0} s");
        await foreach (var (venue, records) in feed.ImportedAsync(DemoTenant.Venues.Count, cancellationToken))
            await Console.Out.WriteLineAsync($"  {venue}: {records} records after {Stopwatch.GetElapsedTime(ready).TotalSeconds:0.0} s");
        await Console.Out.WriteLineAsync($"all history: {Stopwatch.GetElapsedTime(ready).TotalSeconds:0.0} s after ready; load {File.ReadAllText("/proc/loadavg").Trim()}");
        await Task.Delay(TimeSpan.FromSeconds(rest), cancellationToken);
        foreach (var (name, megabytes) in MemoryShare.Of(host.Id)) await Console.Out.WriteLineAsync($"  {name}: {megabytes:0} MB");
        await Console.Out.WriteLineAsync($"memory {rest} s after the import: {MemoryShare.Of(host.Id).Sum(m => m.Megabytes):0} MB (sum of PSS)");
    }

    private static async Task SecondAsync(string program, string folder, CancellationToken cancellationToken)
    {
        await using var host = await BuiltHost.StartAsync(program, folder, cancellationToken);
        await using var feed = await FeedWatch.OpenAsync(host.Visitor, cancellationToken);
        await feed.FirstTotalAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"second start, from nothing running to a total: {host.Age.TotalSeconds:0.0} s");
    }
}
