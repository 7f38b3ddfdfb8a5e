using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

public sealed class BinanceMarketTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private BinanceClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false });
        _client = new BinanceClient(_sandbox, KeyNames.Fresh);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Symbols_carry_the_filters_that_orders_are_held_to()
    {
        var symbol = (await _client.PublicAsync("/api/v3/exchangeInfo?symbol=BTCUSDT")).GetProperty("symbols").EnumerateArray().Single();
        var market = _sandbox.Truth.Markets("binance").Single(m => m.Name == "BTC/USDT");
        var filters = symbol.GetProperty("filters").EnumerateArray().ToDictionary(f => f.GetProperty("filterType").GetString()!, StringComparer.Ordinal);
        Assert.Equal((market.Tick, market.Lot, market.MinCost), (Number(filters["PRICE_FILTER"], "tickSize"), Number(filters["LOT_SIZE"], "stepSize"), Number(filters["NOTIONAL"], "minNotional")));
        Assert.Equal(_sandbox.Truth.Markets("binance").Count, (await _client.PublicAsync("/api/v3/exchangeInfo")).GetProperty("symbols").GetArrayLength());
        Assert.Equal(0, (await _client.PublicAsync("/dapi/v1/exchangeInfo")).GetProperty("symbols").GetArrayLength());
    }

    [Fact]
    public async Task Prices_come_alone_in_a_list_and_all_at_once()
    {
        var price = _sandbox.Truth.Price("binance", "BTC/USDT", Sandboxes.Noon);
        Assert.Equal(price, Number(await _client.PublicAsync("/api/v3/ticker/price?symbol=BTCUSDT"), "price"));
        Assert.Equal(2, (await _client.PublicAsync("/api/v3/ticker/price?symbols=[\"BTCUSDT\",\"ETHBTC\"]")).GetArrayLength());
        Assert.Equal(_sandbox.Truth.Markets("binance").Count, (await _client.PublicAsync("/api/v3/ticker/24hr")).GetArrayLength());
        Assert.True(Number(await _client.PublicAsync("/api/v3/ticker/bookTicker?symbol=BTCUSDT"), "bidPrice") < price);
        Assert.Equal(5, (await _client.PublicAsync("/api/v3/depth?symbol=BTCUSDT&limit=5")).GetProperty("bids").GetArrayLength());
        Assert.Equal(Sandboxes.Noon.ToUnixTimeMilliseconds(), (await _client.PublicAsync("/api/v3/time")).GetProperty("serverTime").GetInt64());
        Assert.Equal("normal", (await _client.PublicAsync("/sapi/v1/system/status")).GetProperty("msg").GetString());
        Assert.Equal("{}", (await _client.PublicAsync("/api/v3/ping")).GetRawText());
    }

    [Theory]
    [InlineData("/api/v3/ticker/price?symbol=NOSUCH", -1121)]
    [InlineData("/api/v3/ticker/price?symbols=[\"NOSUCH\"]", -1121)]
    [InlineData("/api/v3/exchangeInfo?symbol=NOSUCH", -1121)]
    [InlineData("/api/v3/depth?symbol=NOSUCH", -1121)]
    [InlineData("/api/v3/klines?symbol=NOSUCH&interval=1h", -1121)]
    [InlineData("/api/v3/klines?interval=1h", -1102)]
    [InlineData("/api/v3/klines?symbol=BTCUSDT&interval=7h", -1120)]
    public async Task A_bad_question_gets_Binances_code(string question, int code)
    {
        var (path, query) = (question.Split('?')[0], question.Split('?')[1]);
        Assert.Equal((400, code), await BinanceClient.ErrorAsync(_client.SendAsync(path, query)));
    }

    [Fact]
    public async Task Candles_are_ascending_inclusive_and_end_with_the_running_one()
    {
        var rows = (await _client.PublicAsync("/api/v3/klines?symbol=BTCUSDT&interval=1d&limit=3")).EnumerateArray().Select(r => r[0].GetInt64()).ToList();
        Assert.Equal([-2, -1, 0], rows.Select(r => (int)(DateTimeOffset.FromUnixTimeMilliseconds(r) - Sandboxes.Noon.AddHours(-12)).TotalDays));
        Assert.Equal(2, (await _client.PublicAsync($"/api/v3/klines?symbol=BTCUSDT&interval=1d&startTime={rows[0]}&endTime={rows[1]}")).GetArrayLength());
    }

    [Fact]
    public async Task An_order_lives_through_placing_asking_and_cancelling()
    {
        var placed = await _client.OkAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=10000.0&quantity=0.001&newClientOrderId=mine&newOrderRespType=RESULT", HttpMethod.Post);
        Assert.Equal("NEW", placed.GetProperty("status").GetString());
        Assert.Single((await _client.OkAsync("/api/v3/openOrders", "symbol=BTCUSDT")).EnumerateArray());
        var balance = (await _client.OkAsync("/api/v3/account")).GetProperty("balances").EnumerateArray().Single(b => b.GetProperty("asset").GetString() == "USDT");
        Assert.Equal(10m, Number(balance, "locked"));
        Assert.Equal("CANCELED", (await _client.OkAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=mine", HttpMethod.Delete)).GetProperty("status").GetString());
        Assert.Equal((400, -2011), await BinanceClient.ErrorAsync(_client.SignedAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=mine", HttpMethod.Delete)));
        Assert.Equal("CANCELED", (await _client.OkAsync("/api/v3/order", $"symbol=BTCUSDT&orderId={placed.GetProperty("orderId")}")).GetProperty("status").GetString());
        Assert.Contains((await _client.OkAsync("/api/v3/allOrders", "symbol=BTCUSDT&limit=5")).EnumerateArray(), o => o.GetProperty("clientOrderId").GetString() == "mine");
    }

    [Fact]
    public async Task A_market_order_answers_with_its_fills_also_when_sent_in_the_body()
    {
        using var answer = await _client.SignedAsync("/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=50", HttpMethod.Post, body: true);
        var order = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var fill = order.GetProperty("fills").EnumerateArray().Single();
        var truth = _sandbox.Truth.Events("binance", AccountNames.Fresh)[^1].Fill!;
        Assert.Equal(("FILLED", truth.TradeId, truth.Fee), (order.GetProperty("status").GetString(), fill.GetProperty("tradeId").GetInt64(), Number(fill, "commission")));
    }

    [Theory]
    [InlineData("symbol=NOSUCH&side=BUY&type=MARKET&quantity=1", -1121)]
    [InlineData("side=BUY&type=MARKET&quantity=1", -1102)]
    [InlineData("symbol=BTCUSDT&side=HOLD&type=MARKET&quantity=1", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=STOP&quantity=1", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=900", -2010)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.0000001", -1013)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.001&price=1", -1013)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.001&price=10000.00001", -1013)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=0.001&price=10000", -2010)]
    public async Task A_bad_order_gets_Binances_code(string order, int code)
    {
        Assert.Equal((400, code), await BinanceClient.ErrorAsync(_client.SignedAsync("/api/v3/order", order, HttpMethod.Post)));
    }

    [Fact]
    public async Task A_test_order_is_checked_and_not_placed()
    {
        Assert.Equal("{}", (await _client.OkAsync("/api/v3/order/test", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001", HttpMethod.Post)).GetRawText());
        Assert.Equal((400, -1102), await BinanceClient.ErrorAsync(_client.SignedAsync("/api/v3/order/test", "symbol=BTCUSDT&side=BUY&type=MARKET", HttpMethod.Post)));
    }

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
