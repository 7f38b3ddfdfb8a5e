using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

public sealed class CoinbaseMarketDataTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private ScriptedVenue _venue = null!;
    private IVenueMarketData _market = null!;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = (request, _) => new Answer(WireFixture.Load("coinbase", request.Path.Value!.EndsWith("candles", StringComparison.Ordinal) ? "candles" : "products").Body.GetRawText());
        _market = new CoinbaseConnector().OpenMarketData(_venue.Context(_clock));
    }

    public async Task DisposeAsync()
    {
        await _market.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Tickers_are_the_last_prices_of_all_markets()
    {
        var tick = Assert.Single((await _market.FetchTickersAsync(default)).Value!);

        Assert.Equal(("coinbase", "ETH-USD", "ETH", "USD", "2001.42"), (tick.Venue, tick.Market, tick.BaseSymbol, tick.QuoteSymbol, tick.Price.ToString()));
    }

    [Fact]
    public async Task Candles_come_oldest_first_in_the_venues_granularity()
    {
        var candle = Assert.Single((await _market.FetchCandlesAsync("ETH-USD", TimeSpan.FromHours(1), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).Value!);

        Assert.Equal(("2000.3", "2010.2", "1990.1", "2005.4", "12.50000001"), (candle.OpenPrice.ToString(), candle.High.ToString(), candle.Low.ToString(), candle.Close.ToString(), candle.Volume.ToString()));
        Assert.Contains("granularity=ONE_HOUR&limit=350", Assert.Single(_venue.Calls), StringComparison.Ordinal);
        Assert.False((await _market.FetchCandlesAsync("ETH-USD", TimeSpan.FromMinutes(7), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task An_answer_of_another_shape_is_an_error_and_not_an_empty_market()
    {
        _venue.OnCall = (_, _) => new Answer("""{"surprise":1}""");

        Assert.False((await _market.FetchTickersAsync(default)).IsOk);
        Assert.False((await _market.FetchCandlesAsync("ETH-USD", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task The_ticker_stream_ends_when_the_venue_closes_it()
    {
        _venue.OnSocket = async (socket, token) =>
        {
            await ScriptedVenue.HearAsync(socket, token);
            Assert.Contains("\"ETH-USD\"", await ScriptedVenue.HearAsync(socket, token), StringComparison.Ordinal);
            await ScriptedVenue.SayAsync(socket, WireFixture.Load("coinbase", "stream_ticker").Body.GetRawText(), token);
            await ScriptedVenue.SayAsync(socket, """{"type":"error","message":"bye"}""", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var ticks = new List<MarketTick>();
        await foreach (var tick in _market.StreamAsync(["ETH-USD"], default)) ticks.Add(tick);

        Assert.Equal("2001.42", Assert.Single(ticks).Price.ToString());
    }
}
