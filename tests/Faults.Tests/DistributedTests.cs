using System.Security.Cryptography;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>The parts as processes of their own over RabbitMQ, Redis and an external PostgreSQL, against all of them in one process.</summary>
public sealed class DistributedTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly PortfolioId Kraken = DemoTenant.Portfolio("kraken");

    private readonly TemporaryFolder _sandboxData = new();
    private readonly TemporaryFolder _data = new();
    private readonly List<HostProcess> _hosts = [];
    private string _settings = "";

    public async Task InitializeAsync()
    {
        await StartAsync("--target", "sandbox", "--no-demo", "--data", _sandboxData.Path, "--Sandbox:EnforceLimits=false");
        _settings = Path.Combine(_sandboxData.Path, "sandbox", "settings.json");
        // Its clock stands still from here on, so its limits are off: they would never refill.
        using var truth = await Truth.OfAsync(_sandboxData.Path);
        await truth.FreezeAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse()) await host.DisposeAsync();
        _data.Dispose();
        _sandboxData.Dispose();
    }

    [Fact]
    public async Task Parts_in_processes_of_their_own_find_the_entries_holdings_values_and_results_of_one_process_to_the_last_digit()
    {
        await using var rabbit = await RabbitMqServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var external = await PostgresFixture.CreateEmptyAsync();
        var key = Path.Combine(_data.Path, "shared.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] shared =
        [
            $"--Keys:File={key}", $"--Bus:RabbitMq={rabbit.Address}", $"--Redis:Connection={redis.Connection}",
            $"--Database:ConnectionString={external.RuntimeConnectionString}", $"--Database:OwnerConnectionString={external.OwnerConnectionString}",
        ];
        await StartAsync(["--target", "migrate,marketdata", "--data", Folder("marketdata"), "--settings", _settings, "--Demo=true", .. shared]);
        await StartAsync(["--target", "ingestion:kraken", "--data", Folder("ingestion"), "--settings", _settings, "--Demo=true", .. shared]);
        await StartAsync(["--target", "portfolio", "--data", Folder("portfolio"), "--settings", _settings, "--Demo=true", .. shared]);
        var api = await StartAsync(["--target", "api", "--data", Folder("api"), "--settings", _settings, "--Demo=true", .. shared]);
        var whole = await StartAsync("--target", "migrate,marketdata,ingestion:kraken,portfolio,tax,identity,api", "--data", Folder("whole"), "--settings", _settings, "--Demo=true");

        var (apart, together) = (new Ledger(external), new Ledger(TestDatabase.OfProduct(Folder("whole"))));
        using var truth = await Truth.OfAsync(_sandboxData.Path);
        var expected = await truth.TotalsAsync("kraken");
        foreach (var ledger in (Ledger[])[apart, together])
            await Eventually.HoldsAsync(async () => expected.SequenceEqual(await ledger.TotalsAsync("kraken")), "the ledger sums to the truth", Patience);

        Assert.Equal(await together.ChangesAsync("kraken"), await apart.ChangesAsync("kraken"));
        await Eventually.HoldsAsync(
            async () => (await PortfolioSnapshot.ReadAsync(whole, Kraken)).SequenceEqual(await PortfolioSnapshot.ReadAsync(api, Kraken)) && await IsCompleteAsync(whole),
            "holdings, prices, values and results are equal to the last digit",
            Patience);
    }

    private static async Task<bool> IsCompleteAsync(string url)
    {
        var figures = await PortfolioSnapshot.ReadAsync(url, Kraken);
        return figures.Keys.Any(k => k.EndsWith(".price", StringComparison.Ordinal)) && figures.GetValueOrDefault("total.realised") is { Length: > 0 } && figures.GetValueOrDefault("position:btc.cost") is { Length: > 0 };
    }

    private string Folder(string name) => Path.Combine(_data.Path, name);

    private async Task<string> StartAsync(params IReadOnlyList<string> words)
    {
        var host = HostProcess.Start([.. words, "--SignIn:OpenOnLoopback=true", "--port", "0"]);
        _hosts.Add(host);
        return await host.ReadyAsync();
    }
}
