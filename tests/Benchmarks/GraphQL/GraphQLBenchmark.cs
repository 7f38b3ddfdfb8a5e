using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        var sample = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            await using var server = await PeerProcess.StartAsync(kind, Folder, cancellationToken);
            var first = server.FirstAnswer;
            sample[kind] = await SampleAsync(server.Url, cancellationToken);
            await LoadAsync(server.Url, 32, 2, cancellationToken);
            var many = await LoadAsync(server.Url, 32, seconds, cancellationToken);
            var one = await LoadAsync(server.Url, 1, 2, cancellationToken);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind,-14} {Rate(many),8:0} requests/s   one connection p99 {P99(one),-9} first answer after {first.TotalSeconds:0.00} s"));
        }

        var equal = sample.Values.Distinct(StringComparer.Ordinal).Count() == 1;
        await Console.Out.WriteLineAsync($"answers of all servers to 50 values of the variables are {(equal ? "equal" : "DIFFERENT")}");
        return equal ? 0 : 1;
    }

    internal static HttpContent Body(int tick) => JsonContent.Create(new { query = Query, variables = new { tick, first = 50 } });

    private static async Task<string> SampleAsync(string url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var answers = new JsonArray();
        for (var tick = 0; tick < 5000; tick += 100)
        {
            using var content = Body(tick);
            using var answer = await client.PostAsync(url, content, cancellationToken);
            answers.Add(Canonical(JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))));
        }

        return answers.ToJsonString();
    }

    /// <summary>Numbers as doubles: 1 and 1.0 are the same answer.</summary>
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Canonical)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => JsonValue.Create(double.Parse(v.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };

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
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", .. command]) { WorkingDirectory = folder })!;
        var url = $"http://127.0.0.1:{port}/graphql";
        using var client = new HttpClient();
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
                await Task.Delay(5, cancellationToken);
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
