using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Benchmarks.Import;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Host;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>
/// The product as an institution asks it: the whole host on its embedded database, a tenant of 20 accounts and 100,000 transactions, prices that tick, and a program with a token that
/// sends requests at a fixed pace from a process of its own on the same cores.
/// </summary>
internal static class InstitutionBenchmark
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Institution");

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var data = Words.Text(words, "--data") ?? Path.Combine(Path.GetTempPath(), "portfolio-institution");
        var (count, rate, past, seconds) = (Words.Number(words, "--transactions", 100_000), Words.Number(words, "--rate", 500), Words.Number(words, "--past-rate", 20), Words.Number(words, "--seconds", 20));
        var warm = Words.Number(words, "--warm", 60);
        var only = Words.Text(words, "--only");
        string[] settings =
        [
            "--no-demo", "--port", "0", "--data", data, "--SignIn:OpenOnLoopback=false", "--Ingestion:PublicData=false", "--Logging:LogLevel:Default=Warning",
            .. Words.Text(words, "--binaries") is { } server ? new[] { $"--Database:Binaries={server}" } : [],
        ];
        await using var host = await PlatformHost.StartAsync(settings, new(Product.Parts.Modules, []), cancellationToken);
        var tenant = new InstitutionTenant(host.Services, count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ticking = TickAsync(host.Services, stop.Token);
        await tenant.BuildAsync(cancellationToken);
        await tenant.SettleAsync(cancellationToken);
        var token = await TokenAsync(host, cancellationToken);
        var read = new Requests(await File.ReadAllTextAsync(Path.Combine(Folder, "dashboard.graphql"), cancellationToken), await File.ReadAllTextAsync(Path.Combine(Folder, "past.graphql"), cancellationToken),
            await File.ReadAllTextAsync(Path.Combine(Folder, "movement.graphql"), cancellationToken), await tenant.KnownAsync(cancellationToken));
        foreach (var (name, pace, bodies) in read.All(rate, past).Where(r => only is null || only.Split(',').Contains(r.Name)))
            await MeasureAsync(host.Url!, token, data, name, bodies, pace, (seconds, warm), cancellationToken);
        await stop.CancelAsync();
        await ticking;
        return 0;
    }

    private static async Task MeasureAsync(string url, string token, string data, string name, IReadOnlyList<string> bodies, int rate, (int Counted, int Warm) seconds, CancellationToken cancellationToken)
    {
        var file = Path.Combine(data, $"requests-{name}.jsonl");
        await File.WriteAllLinesAsync(file, bodies, cancellationToken);
        using var load = Process.Start(new ProcessStartInfo("dotnet", [typeof(InstitutionBenchmark).Assembly.Location, "institution-load", url, token, file, $"{rate}", $"{seconds.Counted}", $"{seconds.Warm}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        await load.StandardOutput.ReadLineAsync(cancellationToken);
        var before = CpuTime.Of(data);
        var told = await load.StandardOutput.ReadToEndAsync(cancellationToken);
        await load.WaitForExitAsync(cancellationToken);
        var used = CpuTime.Of(data) - before;
        var r = JsonSerializer.Deserialize<LoadReport>(told)!;
        string Each(double processor) => (processor / r.Count * 1000).ToString("0.00", CultureInfo.InvariantCulture);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {rate,4}/s: p50 {r.P50:0.0} ms, p90 {r.P90:0.0}, p99 {r.P99:0.0}, longest {r.Max:0} ({r.Count} requests in {r.Seconds:0.0} s, {r.Wrong + r.WrongWhileWarm} wrong); ms of processor time for each: product {Each(used.Product)}, PostgreSQL {Each(used.Server)}, load {Each(r.Processor)}"));
    }

    /// <summary>A program of the tenant with the role analyst signs in as any does.</summary>
    private static async Task<string> TokenAsync(RunningHost host, CancellationToken cancellationToken)
    {
        var owner = new GraphQLViewer(host.Services, InstitutionTenant.Id, "owner");
        var made = await owner.DataAsync($"mutation {{ createApiClient(input: {{ idempotencyKey: \"{Guid.CreateVersion7()}\", name: \"bench\", role: \"analyst\" }}) {{ secret client {{ clientId }} errors {{ code }} }} }}");
        var (client, secret) = (made.GetProperty("createApiClient").GetProperty("client").GetProperty("clientId").GetString(), made.GetProperty("createApiClient").GetProperty("secret").GetString());
        using var http = new HttpClient { BaseAddress = new Uri(host.Url!) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));
        using var answer = await http.SendAsync(request, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
    }

    /// <summary>Each asset's price moves once a second.</summary>
    private static async Task TickAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var channel = services.GetRequiredService<ILiveChannel>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            for (var tick = 1L; await timer.WaitForNextTickAsync(cancellationToken); tick++)
            {
                var now = TimeProvider.System.GetUtcNow();
                var prices = InstitutionTenant.Assets.Select((a, i) => new PriceValue(a, Quantity.Parse((InstitutionLedger.Price(i, InstitutionLedger.Days) + (tick % 100 * 0.01m)).ToString(CultureInfo.InvariantCulture)), "bench", now, "ok", now.UtcTicks))
                    .Append(new PriceValue(new("usdt"), Quantity.One, "bench", now, "ok", now.UtcTicks)).ToArray();
                await channel.PublishAsync(LiveTopics.Prices, JsonSerializer.SerializeToUtf8Bytes(prices, LiveJson.Default.PriceValueArray), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
