using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace PortfolioPlatform.Benchmarks.GraphQL;

/// <summary>Requests a second of the product's GraphQL server beside npm's, each on one core with the load on the other, and answers compared with those of graphql-js.</summary>
internal static class GraphQLBenchmark
{
    private const string Query = "query ($tick: Int!, $first: Int!) { portfolio(tick: $tick) { name totalValue positions(first: $first) { asset quantity price value pnl } risk { var95 } } }";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "GraphQL", "node");

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var seconds = Words.Number(words, "--seconds", 6);
        string[] kinds = (Words.Text(words, "--servers") ?? "yoga,mercurius,mercurius-jit,bare,guarded,plain").Split(',');
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) await OutputAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cancellationToken);
        // This process is part of the load: its core is the load's.
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 2;
        var wrong = 0;
        foreach (var kind in kinds) wrong += await MeasureAsync(kind, seconds, cancellationToken);
        return wrong;
    }

    private static async Task<int> MeasureAsync(string kind, int seconds, CancellationToken cancellationToken)
    {
        await using var server = await PeerProcess.StartAsync(kind, Folder, cancellationToken);
        var pace = Rate(await LoadAsync(server.Url, 32, 3, cancellationToken)) / 100;
        var sampling = SampleAsync(server.Url, pace, seconds, cancellationToken);
        var many = await LoadAsync(server.Url, 32, seconds, cancellationToken);
        var answers = await sampling;
        var one = await LoadAsync(server.Url, 1, Math.Max(2, seconds / 2), cancellationToken);
        var (equal, told) = await CheckAsync(answers, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind,-14} {Rate(many),8:0} requests/s   one connection p99 {P99(one),-9} first answer after {server.FirstAnswer.TotalSeconds:0.00} s   {told}"));
        return equal ? 0 : 1;
    }

    /// <summary>While the load runs: one request for every hundred of it, whose answers are kept.</summary>
    private static async Task<List<string>> SampleAsync(string url, double pace, int seconds, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var (kept, began) = (new List<string>(), Stopwatch.GetTimestamp());
        for (var i = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; i++)
        {
            var rest = TimeSpan.FromSeconds(i / pace) - Stopwatch.GetElapsedTime(began);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, cancellationToken);
            var tick = i * 37 % 5000;
            using var content = Body(tick);
            using var answer = await client.PostAsync(url, content, cancellationToken);
            kept.Add($"{tick} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        return kept;
    }

    private static async Task<(bool Equal, string Told)> CheckAsync(List<string> answers, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, [Query, .. answers], cancellationToken);
        using var process = Process.Start(new ProcessStartInfo("node", ["check.mjs", file]) { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var told = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        File.Delete(file);
        return (process.ExitCode == 0, told.Trim());
    }

    internal static HttpContent Body(int tick) => JsonContent.Create(new { query = Query, variables = new { tick, first = 50 } });

    private static Task<string> LoadAsync(string url, int connections, int seconds, CancellationToken cancellationToken) =>
        OutputAsync("taskset", ["-c", "1", "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", "load.lua", url], cancellationToken);

    private static double Rate(string told) => double.Parse(After(told, "Requests/sec:"), CultureInfo.InvariantCulture);

    private static string P99(string told) => After(told, "99%");

    private static string After(string told, string mark) => told[(told.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim().Split((char[]?)null, 2)[0];

    private static async Task<string> OutputAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var told = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? told : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {told}");
    }
}

/// <summary>A server on the first core.</summary>
internal sealed class PeerProcess(Process process, string url, TimeSpan firstAnswer) : IAsyncDisposable
{
    public string Url => url;

    /// <summary>From the start of the process.</summary>
    public TimeSpan FirstAnswer => firstAnswer;

    public static async Task<PeerProcess> StartAsync(string kind, string folder, CancellationToken cancellationToken)
    {
        var port = FreePort();
        string[] command = kind is "plain" or "guarded" or "bare" ? ["dotnet", typeof(PeerProcess).Assembly.Location, "graphql-server", kind, $"{port}"] : ["node", "server.mjs", kind, $"{port}"];
        using var client = new HttpClient();
        await WarmAsync(client, port, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", .. command]) { WorkingDirectory = folder })!;
        var url = $"http://127.0.0.1:{port}/graphql";
        while (true)
        {
            try
            {
                using var content = GraphQLBenchmark.Body(1);
                using var answer = await client.PostAsync(url, content, cancellationToken);
                if (answer.IsSuccessStatusCode) return new PeerProcess(process, url, Stopwatch.GetElapsedTime(began));
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(2, cancellationToken);
            }
        }
    }

    /// <summary>What the asking side needs to get going is not the server's time.</summary>
    private static async Task WarmAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            try
            {
                using var content = GraphQLBenchmark.Body(1);
                await client.PostAsync($"http://127.0.0.1:{port}/graphql", content, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
