using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>The live streams against a sandbox whose clock runs and whose limits are on.</summary>
public sealed class LiveFillTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        var options = new SandboxOptions { LiveFillEvery = TimeSpan.FromMilliseconds(400), Origin = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-12), TimeSpan.Zero) };
        _server = await SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("coinbase", "fills")]
    [InlineData("bitfinex", "trades")]
    [InlineData("huobi", "matchresults")]
    [Trait("Pain", "47")]
    public async Task A_fill_told_live_is_the_record_that_the_history_tells_later(string venue, string stream)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var key = _server.Key(venue, KeyNames.Read);
        await using var session = SandboxVenues.Find(venue).Open(new VenueCredentials(key.Key, new Secret(key.Secret)), Context(venue));
        var live = new List<VenueTransaction>();
        await foreach (var told in session.StreamAsync(deadline.Token))
        {
            if (told.Fill is { } fill) live.Add(fill);
            if (live.Count == 3) break;
        }

        var stored = await StoredAsync(session, stream, live, deadline.Token);
        Assert.Equal(3, live.Count);
        Assert.All(live, fill => Assert.Equal(stored[(fill.Source, fill.NativeId)], WholeText.Of(fill)));
    }

    /// <summary>The newest page once it has all of them: its window ends at the venue's clock as it was measured, and on a busy machine that may be a little before the last fill.</summary>
    private static async Task<Dictionary<(string Source, string NativeId), string>> StoredAsync(IVenueSession session, string stream, IReadOnlyList<VenueTransaction> fills, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await session.FetchPageAsync(stream, null, cancellationToken);
            var stored = page.Value!.Mapped.Transactions.ToDictionary(row => (row.Source, row.NativeId), WholeText.Of);
            if (fills.All(fill => stored.ContainsKey((fill.Source, fill.NativeId)))) return stored;
            await Task.Delay(50, cancellationToken);
        }
    }

    [Theory]
    [InlineData("coinbase", "ETH-USD", "ETH", "USD")]
    [InlineData("bitfinex", "tETHUST", "ETH", "USDT")]
    [InlineData("huobi", "ethusdt", "ETH", "USDT")]
    public async Task Prices_are_told_live_and_all_at_once(string venue, string market, string baseSymbol, string quoteSymbol)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var data = SandboxVenues.Find(venue).OpenMarketData(Context(venue));
        var all = (await data.FetchTickersAsync(deadline.Token)).Value!;
        var candles = (await data.FetchCandlesAsync(market, TimeSpan.FromHours(1), _server.Clock.GetUtcNow().AddHours(-30), _server.Clock.GetUtcNow(), deadline.Token)).Value!;
        var ticks = new List<MarketTick>();
        await foreach (var tick in data.StreamAsync([market], deadline.Token))
        {
            ticks.Add(tick);
            if (ticks.Count == 2) break;
        }

        Assert.All(ticks.Append(all.Single(tick => tick.Market == market)), tick => Assert.Equal((venue, market, baseSymbol, quoteSymbol), (tick.Venue, tick.Market, tick.BaseSymbol, tick.QuoteSymbol)));
        Assert.All(ticks, tick => Assert.InRange(tick.Price.ToDouble() / candles[^1].Close.ToDouble(), 0.5, 2));
        Assert.InRange(candles.Count, 28, 32);
        Assert.Equal(candles.OrderBy(candle => candle.Open), candles);
        Assert.True(all.Count > 30);
    }

    [Theory]
    [InlineData("coinbase")]
    [InlineData("bitfinex")]
    [InlineData("huobi")]
    [Trait("Pain", "49")]
    public async Task Each_key_is_told_apart(string venue)
    {
        Assert.Equal("reads", await ProbeAsync(venue, KeyNames.Read));
        Assert.Equal("reads withdraws", (await ProbeAsync(venue, KeyNames.Withdraw)).Replace(" trades", "", StringComparison.Ordinal));
        Assert.Contains(await ProbeAsync(venue, KeyNames.Revoked), new[] { nameof(VenueErrorType.InvalidKey), nameof(VenueErrorType.InvalidSignature) });
        var wrong = _server.Key(venue, KeyNames.Read) with { Secret = _server.Key(venue, KeyNames.Trade).Secret };
        Assert.Contains(await ProbeAsync(venue, wrong), new[] { nameof(VenueErrorType.InvalidKey), nameof(VenueErrorType.InvalidSignature) });
    }

    private Task<string> ProbeAsync(string venue, string name) => ProbeAsync(venue, _server.Key(venue, name));

    private async Task<string> ProbeAsync(string venue, DemoKey key)
    {
        await using var session = SandboxVenues.Find(venue).Open(new VenueCredentials(key.Key, new Secret(key.Secret)), Context(venue));
        var answer = await session.ProbeAsync(CancellationToken.None);
        if (!answer.IsOk) return Assert.IsType<VenueError>(answer.Error).Type.ToString();
        return string.Join(' ', new[] { answer.Value.CanRead ? "reads" : "", answer.Value.CanTrade ? "trades" : "", answer.Value.CanWithdraw ? "withdraws" : "" }.Where(word => word.Length > 0));
    }

    private VenueContext Context(string venue)
    {
        var endpoint = _server.Endpoints[venue];
        return new VenueContext(endpoint.Rest, endpoint.Stream, _server.Clock, _http, new InProcessRateBudget(_server.Clock), new InProcessNonceSource());
    }
}
