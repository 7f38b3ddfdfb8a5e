using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Stories that share one running demo, one after the other; each leaves it as it found it.</summary>
[CollectionDefinition(Name)]
public sealed class SmallDemoStories : ICollectionFixture<SmallDemo>
{
    internal const string Name = "small demo";
}

/// <summary>The same with a tenant that has a database to itself.</summary>
[CollectionDefinition(Name)]
public sealed class PlacedDemoStories : ICollectionFixture<PlacedDemo>
{
    internal const string Name = "placed demo";
}

/// <inheritdoc/>
public sealed class PlacedDemo : SmallDemo
{
    /// <inheritdoc/>
    protected override bool IsPlaced => true;
}

/// <summary>All modules in one host beside a sandbox whose accounts are nine days old, seen through the feed; time can be made to pass for both.</summary>
public class SmallDemo : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly Ahead _clock = new();
    private readonly HttpClient _sandbox = new();
    private RunningHost _host = null!;
    private DatabaseServer? _vault;

    internal FeedReader Feed { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>The host's own services.</summary>
    internal IServiceProvider Services => _host.Services;

    /// <summary>Where the host answers.</summary>
    internal Uri Url => new(_host.Url!);

    /// <summary>What is really in its main database.</summary>
    internal TestDatabase Main => TestDatabase.OfProduct(_data.Path);

    /// <summary>What is really in the database of the demo's tenant.</summary>
    internal TestDatabase Own => _vault?.Database ?? Main;

    /// <summary>Whether the demo's tenant has a database to itself, on a server of its own.</summary>
    protected virtual bool IsPlaced => false;

    /// <summary>The demo's owner once more, in a session of its own.</summary>
    internal async Task<Visitor> VisitAsync() => await Visitor.SignInAsync(await _host.FirstAddressAsync(CancellationToken.None));

    public async Task InitializeAsync()
    {
        var origin = TimeProvider.System.GetUtcNow().AddDays(-9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (IsPlaced) _vault = await DatabaseServer.MakeAsync();
        string[] place = _vault is null ? [] : [.. DatabaseServer.Words("vault", _vault.Database), $"--Database:Placement:{DemoTenant.Tenant}=vault"];
        string[] words = ["--port", "0", "--data", _data.Path, .. place, $"--Sandbox:Origin={origin}T00:00:00Z", "--Sandbox:EnforceLimits=false", "--Sandbox:LiveFillEvery=00:00:00", "--Ingestion:CandleDays=9", "--Ingestion:CandleHourDays=9"];
        _host = await PlatformHost.StartAsync(words, Product.Parts with { Modules = [_clock, .. Product.Parts.Modules] }, CancellationToken.None);
        var visitor = await Visitor.SignInAsync(await _host.FirstAddressAsync(CancellationToken.None));
        Http = visitor.Client();
        _sandbox.BaseAddress = new Uri((string)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data.Path, "sandbox", "settings.json")))!["Sandbox:Control"]!);
        (string, string?)[] topics = [("accounts", null), ("prices", null), .. new[] { "all", "kraken", "bitfinex" }.Select(p => ("portfolio", (string?)Id(p)))];
        Feed = await FeedReader.OpenAsync(visitor, topics);
        await Feed.UntilAsync("all accounts are live", () => DemoTenant.Venues.All(v => State(v) is "live"), TimeSpan.FromMinutes(4), () => string.Join(", ", DemoTenant.Venues.Select(v => v + " " + State(v))));
        await Feed.UntilAsync("whole totals", () => Total("all")?["complete"]?.GetValue<bool>() == true && Total("bitfinex")?["complete"]?.GetValue<bool>() == true && Age("kraken") is < 120);
    }

    public async Task DisposeAsync()
    {
        await Feed.DisposeAsync();
        await _host.DisposeAsync();
        if (_vault is not null) await _vault.DisposeAsync();
        Http.Dispose();
        _sandbox.Dispose();
        _data.Dispose();
    }

    internal static string Id(string portfolio) => DemoTenant.Portfolio(portfolio).ToString();

    /// <summary>Asks something of the sandbox.</summary>
    internal async Task PostAsync(string path, object body) => (await _sandbox.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();

    /// <summary>So many seconds later, for the venues and for the platform.</summary>
    internal async Task PassAsync(int seconds)
    {
        await PostAsync("clock", new { advanceSeconds = seconds });
        _clock.By += TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A key of a venue's main account.</summary>
    internal async Task<JsonNode> KeyAsync(string venue, string name)
    {
        var venues = (await _sandbox.GetFromJsonAsync<JsonNode>("venues"))!["venues"]!.AsArray();
        return venues.First(v => (string?)v!["venue"] == venue)!["keys"]!.AsArray().First(k => (string?)k!["name"] == name)!;
    }

    internal string? State(string venue) => StateOf(DemoTenant.Account(venue).ToString());

    internal string? StateOf(string account) => (string?)Feed.Value("accounts", null, account)?["state"];

    internal JsonNode? Total(string portfolio) => Feed.Value("portfolio", Id(portfolio), "total");

    internal decimal? Value(string portfolio) => Number(Total(portfolio)?["value"]);

    internal int? Age(string portfolio) => Total(portfolio)?["balanceAge"]?.GetValue<int>();

    internal JsonNode? PriceOf(string asset) => Feed.Value("prices", null, asset);

    internal decimal? Price(string asset) => Number(PriceOf(asset)?["usd"]);

    internal Dictionary<string, string> Quantities(string portfolio) =>
        Feed.Values("portfolio", Id(portfolio)).Where(v => v.Key.StartsWith("position:", StringComparison.Ordinal) && (string)v.Value["quantity"]! != "0").ToDictionary(v => v.Key, v => (string)v.Value["quantity"]!);

    private static decimal? Number(JsonNode? text) => (string?)text is { } digits ? decimal.Parse(digits, CultureInfo.InvariantCulture) : null;
}
