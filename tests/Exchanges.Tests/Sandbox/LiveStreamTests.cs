using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Streams of a sandbox that lives.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private SandboxServer _server = null!;

    public async Task InitializeAsync() => _server = await SandboxServer.StartAsync(
        new SandboxOptions { EnforceLimits = false, LiveFillEvery = TimeSpan.FromMilliseconds(300) }, TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync()
    {
        _http.Dispose();
        _deadline.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("kraken")]
    [InlineData("binance")]
    public async Task A_fill_told_live_has_the_key_and_legs_of_the_record_that_replaces_it(string venue)
    {
        await using var session = Open(venue);

        var fill = await FirstFillAsync(session);
        var page = await PageWithAsync(session, fill);

        var canonical = page.Mapped.Transactions.Single(row => row.NativeId == fill.NativeId);
        Assert.Equal(fill.Source, canonical.Source);
        Assert.Equal(Nets(fill), Nets(canonical));
    }

    [Theory]
    [InlineData("kraken", "BTC/USD")]
    [InlineData("binance", "BTCUSDT")]
    public async Task Prices_come_over_rest_and_stream(string venue, string market)
    {
        await using var data = SandboxVenues.Find(venue).OpenMarketData(Context(venue));

        var tickers = (await data.FetchTickersAsync(_deadline.Token)).Value!;
        var tick = await FirstAsync(data.StreamAsync([market], _deadline.Token));
        var candles = (await data.FetchCandlesAsync(market, TimeSpan.FromHours(1), _server.Clock.GetUtcNow().AddHours(-10), _server.Clock.GetUtcNow().AddHours(-2), _deadline.Token)).Value!;

        Assert.Contains(tickers, ticker => ticker.Market == market && ticker.BaseSymbol == "BTC" && ticker.Price.Sign > 0);
        Assert.Equal((venue, market, "BTC"), (tick.Venue, tick.Market, tick.BaseSymbol));
        Assert.InRange(candles.Count, 7, 9);
        Assert.All(candles, candle => Assert.True(candle.Low <= candle.Close && candle.Close <= candle.High));
    }

    [Theory]
    [InlineData("kraken")]
    [InlineData("binance")]
    public async Task A_dropped_socket_ends_the_stream(string venue)
    {
        _server.Sites[venue].Knobs.Set(new KnobSettings { DropSocketRate = 1 });
        await using var session = Open(venue);

        await foreach (var told in session.StreamAsync(_deadline.Token)) Assert.True(told.Fill is not null || told.Balances.Length > 0 || told.PollStreams.Length > 0);

        Assert.False(_deadline.IsCancellationRequested);
    }

    private async Task<VenueTransaction> FirstFillAsync(IVenueSession session)
    {
        await foreach (var told in session.StreamAsync(_deadline.Token))
        {
            if (told is { Fill: { } fill, PollStreams.Length: > 0 }) return fill;
        }

        throw new InvalidOperationException("The stream ended before a fill.");
    }

    private async Task<HistoryPage> PageWithAsync(IVenueSession session, VenueTransaction fill)
    {
        while (true)
        {
            var page = (await session.FetchPageAsync(fill.Source, null, _deadline.Token)).Value!;
            if (page.Mapped.Transactions.Any(row => row.NativeId == fill.NativeId)) return page;
            await Task.Delay(50, _deadline.Token);
        }
    }

    private static async Task<T> FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var item in stream) return item;
        throw new InvalidOperationException("The stream ended.");
    }

    private static List<string> Nets(VenueTransaction row) =>
        [.. row.Legs.GroupBy(leg => leg.Symbol).Select(group => $"{group.Key} {group.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount)}").Order(StringComparer.Ordinal)];

    private IVenueSession Open(string venue)
    {
        var key = _server.Key(venue, KeyNames.Read);
        return SandboxVenues.Find(venue).Open(new VenueCredentials(key.Key, new Secret(key.Secret)), Context(venue));
    }

    private VenueContext Context(string venue)
    {
        var endpoint = _server.Endpoints[venue];
        return new VenueContext(endpoint.Rest, endpoint.Stream, _server.Clock, _http, new InProcessRateBudget(_server.Clock), new InProcessNonceSource());
    }
}
