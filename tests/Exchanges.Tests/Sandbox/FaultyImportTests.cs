using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>A whole import while the venue misbehaves ends with the same truth.</summary>
public sealed class FaultyImportTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        var options = new SandboxOptions { EnforceLimits = false, LiveFillEvery = TimeSpan.Zero, Origin = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-731), TimeSpan.Zero) };
        _server = await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
        _server.Clock.Freeze();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("coinbase", 0.02)]
    [InlineData("bitfinex", 0.1)]
    [InlineData("huobi", 0.002)]
    [Trait("Pain", "23")]
    [Trait("Pain", "24")]
    public async Task Short_pages_cut_answers_and_failing_calls_lose_and_double_nothing(string venue, double rate)
    {
        _server.Sites[venue].Knobs.Set(new KnobSettings { ShortPageRate = 0.5, ErrorRate = rate, TruncatedRate = rate, MalformedRate = rate });
        var (endpoint, key, import) = (_server.Endpoints[venue], _server.Key(venue, KeyNames.Read), new Import());
        var limits = PacedClock.Of(TimeProvider.System, 100);
        var context = new VenueContext(endpoint.Rest, endpoint.Stream, TimeProvider.System, _http, new InProcessRateBudget(limits), new InProcessNonceSource()) { LimitClock = limits };
        await using var session = SandboxVenues.Find(venue).Open(new VenueCredentials(key.Key, new Secret(key.Secret)), context);

        await import.RunAsync(session, CancellationToken.None);

        var truth = _server.Truth.Totals(venue, AccountNames.Main, _server.Clock.GetUtcNow()).ToDictionary(total => total.Key, total => ((Quantity)total.Value).ToString());
        Assert.Equal(new SortedDictionary<string, string>(truth, StringComparer.Ordinal), import.Totals());
        Assert.True(import.Pages.Sum(page => page.Mapped.RecordCount) > import.Transactions.Count);
    }
}
