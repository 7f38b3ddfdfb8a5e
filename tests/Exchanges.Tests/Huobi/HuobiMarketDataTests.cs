using System.IO.Compression;
using System.Net.WebSockets;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;

namespace PortfolioPlatform.Exchanges.Tests.Huobi;

public sealed class HuobiMarketDataTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private ScriptedVenue _venue = null!;
    private IVenueMarketData _market = null!;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = (request, _) => new Answer(request.Path.Value switch
        {
            "/v2/settings/common/symbols" => """{"status":"ok","data":[{"sc":"ethusdt","bc":"eth","qc":"usdt"}]}""",
            "/market/tickers" => WireFixture.Load("huobi", "tickers").Body.GetRawText(),
            _ => WireFixture.Load("huobi", "kline").Body.GetRawText(),
        });
        _market = new HuobiConnector().OpenMarketData(_venue.Context(_clock));
    }

    public async Task DisposeAsync()
    {
        await _market.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Tickers_are_those_of_listed_markets()
    {
        var tick = Assert.Single((await _market.FetchTickersAsync(default)).Value!);

        Assert.Equal(("huobi", "ethusdt", "ETH", "USDT", "2001.42"), (tick.Venue, tick.Market, tick.BaseSymbol, tick.QuoteSymbol, tick.Price.ToString()));
    }

    [Fact]
    public async Task Candles_are_asked_for_by_number_because_the_endpoint_knows_no_times()
    {
        var candle = Assert.Single((await _market.FetchCandlesAsync("ethusdt", TimeSpan.FromHours(1), _clock.GetUtcNow().AddHours(-5), _clock.GetUtcNow(), default)).Value!);

        Assert.Equal(("2000", "2002", "1999", "2001", "3.5"), (candle.OpenPrice.ToString(), candle.High.ToString(), candle.Low.ToString(), candle.Close.ToString(), candle.Volume.ToString()));
        Assert.Contains("period=60min&size=6", Assert.Single(_venue.Calls), StringComparison.Ordinal);
        Assert.False((await _market.FetchCandlesAsync("ethusdt", TimeSpan.FromMinutes(7), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task An_answer_of_another_shape_is_an_error()
    {
        _venue.OnCall = (_, _) => new Answer("""{"surprise":1}""");

        Assert.False((await _market.FetchTickersAsync(default)).IsOk);
        Assert.False((await _market.FetchCandlesAsync("ethusdt", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), default)).IsOk);
    }

    [Fact]
    public async Task Frames_are_unpacked_and_pings_answered()
    {
        var heard = new List<string>();
        _venue.OnSocket = async (socket, token) =>
        {
            heard.Add(await ScriptedVenue.HearAsync(socket, token));
            await SayAsync(socket, """{"ping":1700000000000}""", token);
            heard.Add(await ScriptedVenue.HearAsync(socket, token));
            await SayAsync(socket, WireFixture.Load("huobi", "stream_ticker").Body.GetRawText(), token);
            await SayAsync(socket, "{\"broken", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var ticks = new List<MarketTick>();
        await foreach (var tick in _market.StreamAsync(["ethusdt"], default)) ticks.Add(tick);

        Assert.Equal(("2001.42", 1700000000200), (Assert.Single(ticks).Price.ToString(), ticks[0].Time.ToUnixTimeMilliseconds()));
        Assert.Equal(["""{"sub":"market.ethusdt.ticker","id":"0"}""", """{"pong":1700000000000}"""], heard);
    }

    private static async Task SayAsync(WebSocket socket, string text, CancellationToken token)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) await gzip.WriteAsync(Told.Bytes(text), token);
        await socket.SendAsync(packed.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, token);
    }
}
