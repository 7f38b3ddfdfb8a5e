using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>
/// The built product over a sandbox in a process of its own, its Coinbase account credited with coins that this venue lists in dollars alone, and the venue's public stream replaced by one of
/// our own. All parts in one process, or each in its own over RabbitMQ, Redis and an external PostgreSQL.
/// </summary>
internal sealed class ProductUnderLoad : IAsyncDisposable
{
    // Listed in dollars alone: the tick of such a market is the price, not one of several whose median is.
    private static readonly (string Asset, string Amount)[] Coins =
    [
        ("BCH", "12.5"), ("AAVE", "40.25"), ("XLM", "90000"), ("ALGO", "60000"), ("XTZ", "8000"), ("ETC", "700.5"), ("FIL", "2500"), ("NEAR", "3100"),
        ("ICP", "1200"), ("ARB", "15000"), ("OP", "9000"), ("INJ", "800"), ("GRT", "70000"), ("SAND", "30000"), ("MANA", "28000"), ("ZEC", "310.75"),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly List<HostProcess> hosts = [];
    private readonly List<IAsyncDisposable> servers = [];

    /// <summary>Where the feed answers.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Processor time of all its processes; databases and brokers not counted.</summary>
    public TimeSpan ProcessorTime => hosts.Skip(1).Aggregate(TimeSpan.Zero, (sum, host) =>
    {
        using var process = Process.GetProcessById(host.Id);
        return sum + process.TotalProcessorTime;
    });

    public static IReadOnlyList<string> Symbols { get; } = [.. Coins.Select(c => c.Asset)];

    /// <summary>Megabytes (PSS) of each process of the product and its children.</summary>
    public double Megabytes => hosts.Skip(1).Sum(host => FirstLight.MemoryShare.Of(host.Id).Sum(m => m.Megabytes));

    public static async Task<ProductUnderLoad> StartAsync(string stream, bool distributed, CancellationToken cancellationToken)
    {
        var product = new ProductUnderLoad();
        await product.StartAsync("--target", "sandbox", "--no-demo", "--data", product.Folder("sandbox"), "--Sandbox:LiveFillEvery=00:00:00", "--Sandbox:LimitPace=60");
        await product.CreditAsync(cancellationToken);
        string[] shared = ["--settings", product.Folder("sandbox/sandbox/settings.json"), "--Demo=true", $"--Ingestion:Venues:coinbase:Stream={stream}"];
        if (distributed) await product.StartApartAsync(shared);
        else product.Url = await product.StartAsync(["--target", "migrate,marketdata,ingestion:coinbase,portfolio,tax,identity,api", "--data", product.Folder("whole"), .. shared]);
        return product;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.AsEnumerable().Reverse()) await host.DisposeAsync();
        foreach (var server in servers) await server.DisposeAsync();
        folder.Dispose();
    }

    private async Task StartApartAsync(string[] shared)
    {
        var (rabbit, redis) = (await RabbitMqServer.StartAsync(), await RedisServer.StartAsync());
        servers.AddRange([rabbit, redis]);
        var external = await PostgresFixture.CreateEmptyAsync();
        var key = Folder("shared.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] all =
        [
            $"--Keys:File={key}", $"--Bus:RabbitMq={rabbit.Address}", $"--Redis:Connection={redis.Connection}",
            $"--Database:ConnectionString={external.RuntimeConnectionString}", $"--Database:OwnerConnectionString={external.OwnerConnectionString}", .. shared,
        ];
        foreach (var target in (string[])["migrate,marketdata", "ingestion:coinbase", "portfolio"]) await StartAsync(["--target", target, "--data", Folder(target.Split(':', ',')[0]), .. all]);
        Url = await StartAsync(["--target", "api", "--data", Folder("api"), .. all]);
    }

    private async Task CreditAsync(CancellationToken cancellationToken)
    {
        var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Folder("sandbox/sandbox/settings.json"), cancellationToken));
        using var control = new HttpClient { BaseAddress = new Uri(settings.RootElement.GetProperty("Sandbox:Control").GetString()!) };
        foreach (var (asset, amount) in Coins) (await control.PostAsJsonAsync("credit/coinbase/main", new { asset, amount }, cancellationToken)).EnsureSuccessStatusCode();
    }

    private string Folder(string name) => Path.Combine(folder.Path, name);

    private async Task<string> StartAsync(params IReadOnlyList<string> words)
    {
        var host = HostProcess.Start([.. words, "--SignIn:OpenOnLoopback=true", "--port", "0"]);
        hosts.Add(host);
        return await host.ReadyAsync();
    }
}
