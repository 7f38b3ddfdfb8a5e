using System.Globalization;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests.Kraken;

public sealed class KrakenMarketTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private KrakenClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false });
        _client = new KrakenClient(_sandbox);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("XXBTZUSD", "XBTUSD", "XBT/USD", "XXBT")]
    [InlineData("XDGUSD", "XDGUSD", "XDG/USD", "XXDG")]
    [InlineData("SOLEUR", "SOLEUR", "SOL/EUR", "SOL")]
    [InlineData("USDTZUSD", "USDTUSD", "USDT/USD", "USDT")]
    [InlineData("XETHXXBT", "ETHXBT", "ETH/XBT", "XETH")]
    public async Task A_pair_has_its_historic_names(string id, string alt, string ws, string baseId)
    {
        var pair = (await _client.PublicAsync("AssetPairs?pair=" + alt)).GetProperty("result").GetProperty(id);
        Assert.Equal((alt, ws, baseId), (pair.GetProperty("altname").GetString(), pair.GetProperty("wsname").GetString(), pair.GetProperty("base").GetString()));
        Assert.True((await _client.PublicAsync("Ticker?pair=" + ws)).GetProperty("result").TryGetProperty(id, out _));
    }

    [Fact]
    public async Task Assets_translate_ids_to_short_names()
    {
        var assets = (await _client.PublicAsync("Assets?asset=XBT,DOT28.S")).GetProperty("result");
        Assert.Equal("XBT", assets.GetProperty("XXBT").GetProperty("altname").GetString());
        Assert.Equal(2, assets.EnumerateObject().Count());
    }

    [Fact]
    public async Task Candles_are_the_last_720_at_most_and_trades_go_on_where_the_cursor_stands()
    {
        var candles = (await _client.PublicAsync("OHLC?pair=XBTUSD&interval=1")).GetProperty("result").GetProperty("XXBTZUSD");
        Assert.Equal(720, candles.GetArrayLength());
        var first = (await _client.PublicAsync("Trades?pair=XBTUSD&count=10&since=1700000000000000000")).GetProperty("result");
        var second = (await _client.PublicAsync("Trades?pair=XBTUSD&count=10&since=" + first.GetProperty("last").GetString())).GetProperty("result");
        Assert.Equal(first.GetProperty("XXBTZUSD")[9][6].GetInt64() + 1, second.GetProperty("XXBTZUSD")[0][6].GetInt64());
    }

    [Fact]
    public async Task The_book_surrounds_the_price_and_the_clock_is_told()
    {
        var book = (await _client.PublicAsync("Depth?pair=XBTUSD&count=3")).GetProperty("result").GetProperty("XXBTZUSD");
        Assert.True(Number(book.GetProperty("bids")[0][0]) < Number(book.GetProperty("asks")[0][0]));
        Assert.Equal(Sandboxes.Noon.ToUnixTimeSeconds(), (await _client.PublicAsync("Time")).GetProperty("result").GetProperty("unixtime").GetInt64());
        Assert.Equal("online", (await _client.PublicAsync("SystemStatus")).GetProperty("result").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("Ticker?pair=NOSUCH", "EQuery:Unknown asset pair")]
    [InlineData("AssetPairs?pair=NOSUCH", "EQuery:Unknown asset pair")]
    [InlineData("Depth?pair=NOSUCH", "EQuery:Unknown asset pair")]
    [InlineData("Trades?pair=NOSUCH", "EQuery:Unknown asset pair")]
    [InlineData("OHLC?pair=NOSUCH", "EQuery:Unknown asset pair")]
    [InlineData("OHLC?pair=XBTUSD&interval=2", "EGeneral:Invalid arguments:interval")]
    [InlineData("NoSuch", "EGeneral:Unknown method")]
    public async Task A_bad_question_gets_Krakens_error(string question, string error) =>
        Assert.Equal(error, (await _client.PublicAsync(question)).GetProperty("error")[0].GetString());

    private static decimal Number(JsonElement value) => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
