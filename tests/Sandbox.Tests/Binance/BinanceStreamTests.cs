using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

public sealed class BinanceStreamTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private BinanceClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false, Origin = DateTimeOffset.UtcNow.AddDays(-30) });
        _client = new BinanceClient(_sandbox, KeyNames.Fresh);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("btcusdt@trade", "trade")]
    [InlineData("btcusdt@aggTrade", "aggTrade")]
    [InlineData("btcusdt@miniTicker", "24hrMiniTicker")]
    [InlineData("btcusdt@ticker", "24hrTicker")]
    [InlineData("btcusdt@kline_1m", "kline")]
    public async Task A_raw_stream_tells_its_events(string stream, string type)
    {
        using var socket = await OpenAsync("/ws/" + stream);
        var message = await socket.WaitAsync(_ => true);
        Assert.Equal((type, "BTCUSDT"), (message.GetProperty("e").GetString(), message.GetProperty("s").GetString()));
    }

    [Fact]
    public async Task A_combined_stream_names_the_stream_and_takes_more_by_request()
    {
        using var socket = await OpenAsync("/stream?streams=btcusdt@bookTicker");
        var book = (await socket.WaitAsync(m => Stream(m) == "btcusdt@bookTicker")).GetProperty("data");
        Assert.True(Number(book, "b") < Number(book, "a"));
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["!miniTicker@arr"],"id":5}""");
        Assert.Equal(5, (await socket.WaitAsync(m => m.TryGetProperty("id", out _))).GetProperty("id").GetInt32());
        Assert.Equal(_sandbox.Truth.Markets("binance").Count, (await socket.WaitAsync(m => Stream(m) == "!miniTicker@arr")).GetProperty("data").GetArrayLength());
        await socket.SendAsync("""{"method":"UNSUBSCRIBE","params":["!miniTicker@arr"],"id":6}""");
        await socket.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":7}""");
        Assert.Equal("""["btcusdt@bookTicker"]""", (await socket.WaitAsync(m => m.TryGetProperty("id", out var id) && id.GetInt32() == 7)).GetProperty("result").GetRawText());
        await socket.SendAsync("""{"method":"DANCE","id":8}""");
        Assert.Equal(2, (await socket.WaitAsync(m => m.TryGetProperty("error", out _))).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_user_stream_opens_to_a_signature_and_tells_orders_fills_and_balances()
    {
        using var socket = await OpenAsync("/ws-api/v3");
        await SubscribeAsync(socket, _client.Key.Secret);
        Assert.Equal(0, (await socket.WaitAsync(m => m.TryGetProperty("result", out _))).GetProperty("result").GetProperty("subscriptionId").GetInt32());
        await _client.OkAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001", HttpMethod.Post);
        var report = (await socket.WaitAsync(m => Event(m, "executionReport") && m.GetProperty("event").GetProperty("x").GetString() == "TRADE")).GetProperty("event");
        var truth = _sandbox.Truth.Events("binance", AccountNames.Fresh)[^1].Fill!;
        Assert.Equal((truth.TradeId, truth.Price, truth.Fee, truth.FeeAsset), (report.GetProperty("t").GetInt64(), Number(report, "L"), Number(report, "n"), report.GetProperty("N").GetString()));
        var position = (await socket.WaitAsync(m => Event(m, "outboundAccountPosition"))).GetProperty("event").GetProperty("B").EnumerateArray().Single(b => b.GetProperty("a").GetString() == "BTC");
        Assert.Equal(_sandbox.Truth.Totals("binance", AccountNames.Fresh)["BTC"], Number(position, "f"));
        _sandbox.World.Credit("binance", AccountNames.Fresh, "BTC", 0.5m);
        Assert.Equal(0.5m, Number((await socket.WaitAsync(m => Event(m, "balanceUpdate"))).GetProperty("event"), "d"));
    }

    [Fact]
    public async Task The_user_stream_tells_an_order_that_rests_and_its_end()
    {
        using var socket = await OpenAsync("/ws-api/v3");
        await SubscribeAsync(socket, _client.Key.Secret);
        await socket.WaitAsync(m => m.TryGetProperty("result", out _));
        var order = await _client.OkAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&price=10000.0&quantity=0.001", HttpMethod.Post);
        Assert.Equal("NEW", (await socket.WaitAsync(m => Event(m, "executionReport"))).GetProperty("event").GetProperty("X").GetString());
        Assert.Equal(10m, Number((await socket.WaitAsync(m => Event(m, "outboundAccountPosition"))).GetProperty("event").GetProperty("B")[0], "l"));
        await _client.OkAsync("/api/v3/order", $"symbol=BTCUSDT&orderId={order.GetProperty("orderId")}", HttpMethod.Delete);
        Assert.Equal("CANCELED", (await socket.WaitAsync(m => Event(m, "executionReport"))).GetProperty("event").GetProperty("X").GetString());
    }

    [Fact]
    public async Task The_socket_api_refuses_in_Binances_words()
    {
        using var socket = await OpenAsync("/ws-api/v3");
        await SubscribeAsync(socket, "wrong");
        Assert.Equal(-1022, await CodeAsync(socket));
        await SubscribeAsync(socket, _client.Key.Secret);
        await socket.WaitAsync(m => m.TryGetProperty("result", out _));
        await SubscribeAsync(socket, _client.Key.Secret);
        Assert.Equal(-2035, await CodeAsync(socket));
        await socket.SendAsync("""{"id":1,"method":"session.logon","params":{}}""");
        Assert.Equal(-4056, await CodeAsync(socket));
        await socket.SendAsync("""{"id":1,"method":"dance"}""");
        Assert.Equal(-1104, await CodeAsync(socket));
        await socket.SendAsync("""{"id":1,"method":"userDataStream.subscribe.signature","params":{"apiKey":"nobody"}}""");
        Assert.Equal(-2015, await CodeAsync(socket));
        foreach (var method in (string[])["ping", "time", "userDataStream.unsubscribe"])
        {
            await socket.SendAsync($$"""{"id":"{{method}}","method":"{{method}}"}""");
            Assert.Equal(200, (await socket.WaitAsync(m => m.GetProperty("id").GetRawText().Contains(method, StringComparison.Ordinal))).GetProperty("status").GetInt32());
        }
    }

    private async Task SubscribeAsync(TestSocket socket, string secret)
    {
        var stamp = _sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var signature = BinanceClient.Sign(secret, $"apiKey={_client.Key.Key}&timestamp={stamp}");
        await socket.SendAsync($$$"""{"id":"s","method":"userDataStream.subscribe.signature","params":{"apiKey":"{{{_client.Key.Key}}}","timestamp":{{{stamp}}},"signature":"{{{signature}}}"}}""");
    }

    private Task<TestSocket> OpenAsync(string path) => TestSocket.OpenAsync(new Uri(_sandbox.Endpoints["binance"].Stream, path));

    private static async Task<int> CodeAsync(TestSocket socket) => (await socket.WaitAsync(m => m.TryGetProperty("error", out _))).GetProperty("error").GetProperty("code").GetInt32();

    private static bool Event(JsonElement message, string type) => message.TryGetProperty("event", out var e) && e.GetProperty("e").GetString() == type;

    private static string? Stream(JsonElement message) => message.TryGetProperty("stream", out var stream) ? stream.GetString() : null;

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
