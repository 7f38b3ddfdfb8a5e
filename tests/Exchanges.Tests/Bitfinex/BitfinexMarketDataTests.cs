using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Bitfinex;

public sealed class BitfinexMarketDataTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private ScriptedVenue _venue = null!;
    private IVenueMarketData _market = null!;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = (request, _) => new Answer(WireFixture.Load("bitfinex", request.Path.Value!.Contains("candles", StringComparison.Ordinal) ? "candles" : "tickers").Body.GetRawText());
        _market = new BitfinexConnector().OpenMarketData(_venue.Context(_clock));
    }

    public async Task DisposeAsync()
    {
        await _market.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Tickers_are_those_of_trading_pairs()
    {
        var tick = Assert.Single((await _market.FetchTickersAsync(default)).Value!);

        Assert.Equal(("bitfinex", "tDOGE:USD", "DOGE", "USD", "0.0815"), (tick.Venue, tick.Market, tick.BaseSymbol, tick.QuoteSymbol, tick.Price.ToString()));
    }

    [Fact]
    public async Task Candles_are_read_in_the_venues_own_order_of_columns()
    {
        var candle = Assert.Single((await _market.FetchCandlesAsync("tETHUST", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).Value!);

        Assert.Equal(("2000", "2010", "1995", "2005", "12.5"), (candle.OpenPrice.ToString(), candle.High.ToString(), candle.Low.ToString(), candle.Close.ToString(), candle.Volume.ToString()));
        Assert.Contains("trade:1D:tETHUST", Assert.Single(_venue.Calls), StringComparison.Ordinal);
        Assert.False((await _market.FetchCandlesAsync("tETHUST", TimeSpan.FromMinutes(7), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task An_answer_of_another_shape_is_an_error()
    {
        _venue.OnCall = (_, _) => new Answer("""{"surprise":1}""");

        Assert.False((await _market.FetchTickersAsync(default)).IsOk);
        Assert.False((await _market.FetchCandlesAsync("tETHUST", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task More_markets_than_a_connection_takes_are_spread_and_all_end_together()
    {
        var connections = 0;
        _venue.OnSocket = async (socket, token) =>
        {
            var number = Interlocked.Increment(ref connections);
            for (var i = 0; i < (number == 1 ? 26 : 6); i++) await ScriptedVenue.HearAsync(socket, token).WaitAsync(TimeSpan.FromSeconds(2), CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
            await ScriptedVenue.SayAsync(socket, $$"""{"event":"subscribed","channel":"ticker","chanId":{{number}},"symbol":"tETHUST"}""", token);
            await ScriptedVenue.SayAsync(socket, $"[{number},[2000,1,2001,1,1,1,2000.5,9,1,1],1]", token);
            if (number == 2) await ScriptedVenue.SayAsync(socket, $"[{number},[2000,1,2001,1,1,1,2000.5,9,1,1],5]", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var ticks = new List<MarketTick>();
        await foreach (var tick in _market.StreamAsync([.. Enumerable.Range(0, 30).Select(i => $"tA{i:00}UST")], default)) ticks.Add(tick);

        Assert.Equal(2, connections);
        Assert.Contains(ticks, tick => tick.Price.ToString() == "2000.5" && tick.BaseSymbol == "ETH" && tick.QuoteSymbol == "USDT");
    }
}
