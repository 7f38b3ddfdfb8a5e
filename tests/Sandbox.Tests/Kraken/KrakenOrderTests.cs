using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Kraken;

public sealed class KrakenOrderTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private KrakenClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false });
        _client = new KrakenClient(_sandbox, KeyNames.Fresh);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task An_order_is_open_until_it_is_cancelled_and_holds_its_cost()
    {
        var id = (await _client.ResultAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=10000.0&volume=0.001&cl_ord_id=mine")).GetProperty("txid")[0].GetString()!;
        Assert.Equal("10.0000", (await _client.ResultAsync("BalanceEx")).GetProperty("ZUSD").GetProperty("hold_trade").GetString());
        Assert.Equal("open", (await _client.ResultAsync("OpenOrders")).GetProperty("open").GetProperty(id).GetProperty("status").GetString());
        Assert.Equal(1, (await _client.ResultAsync("CancelOrder", "txid=" + id)).GetProperty("count").GetInt32());
        Assert.Equal("canceled", (await _client.ResultAsync("QueryOrders", "txid=" + id)).GetProperty(id).GetProperty("status").GetString());
        Assert.Equal("EOrder:Unknown order", await _client.ErrorAsync("CancelOrder", "txid=" + id));
        Assert.Equal("EOrder:Unknown order", await _client.ErrorAsync("QueryOrders", "txid=OXXXXX-XXXXX-XXXXXX"));
    }

    [Fact]
    public async Task A_market_order_is_closed_at_once_and_changes_balances()
    {
        var before = _sandbox.Truth.Totals("kraken", AccountNames.Fresh);
        var id = (await _client.ResultAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.001")).GetProperty("txid")[0].GetString()!;
        var closed = (await _client.ResultAsync("ClosedOrders")).GetProperty("closed").GetProperty(id);
        Assert.Equal(("closed", "0.00100000"), (closed.GetProperty("status").GetString(), closed.GetProperty("vol_exec").GetString()));
        Assert.Equal(before["BTC"] + 0.001m, _sandbox.Truth.Totals("kraken", AccountNames.Fresh)["BTC"]);
    }

    [Theory]
    [InlineData("pair=NOSUCH&type=buy&ordertype=market&volume=1", "EQuery:Unknown asset pair")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=market", "EGeneral:Invalid arguments:volume")]
    [InlineData("pair=XBTUSD&type=hold&ordertype=market&volume=1", "EGeneral:Invalid arguments:type")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=stop&volume=1", "EGeneral:Invalid arguments:ordertype")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&volume=1", "EGeneral:Invalid arguments:price")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=market&volume=900", "EOrder:Insufficient funds")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=market&volume=0.00000001", "EOrder:Order minimum not met")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=10&volume=0.001", "EOrder:Cost minimum not met")]
    [InlineData("pair=XBTUSD&type=buy&ordertype=limit&price=10000.001&volume=0.001", "EOrder:Invalid price")]
    [InlineData("pair=XBTUSD&type=sell&ordertype=limit&price=10000&volume=0.001&oflags=post", "EOrder:Post only order")]
    public async Task A_bad_order_gets_Krakens_error(string order, string error) => Assert.Equal(error, await _client.ErrorAsync("AddOrder", order));

    [Fact]
    public async Task A_validated_order_is_not_placed_and_a_reading_key_places_none()
    {
        using var reader = new KrakenClient(_sandbox, KeyNames.Read);
        Assert.Null(await _client.ErrorAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.001&validate=true"));
        Assert.Equal("EGeneral:Permission denied", await reader.ErrorAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.001"));
        Assert.DoesNotContain(_sandbox.Truth.Orders("kraken", AccountNames.Fresh), o => o.Created == Sandboxes.Noon);
    }

    [Fact]
    public async Task The_private_stream_tells_a_fill_and_the_balances_it_changed_in_sequence()
    {
        using var socket = await _client.SubscribeAsync(_sandbox);
        var snapshot = await socket.WaitAsync(m => Is(m, "balances", "snapshot"));
        Assert.Equal(1, snapshot.GetProperty("sequence").GetInt64());
        var id = (await _client.ResultAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.001")).GetProperty("txid")[0].GetString();
        var fill = (await socket.WaitAsync(m => Is(m, "executions", "update"))).GetProperty("data");
        Assert.Equal((id, "trade", "filled", 0.001m), (fill[0].GetProperty("order_id").GetString(), fill[0].GetProperty("exec_type").GetString(), fill[1].GetProperty("exec_type").GetString(), fill[0].GetProperty("last_qty").GetDecimal()));
        var update = await socket.WaitAsync(m => Is(m, "balances", "update"));
        Assert.Equal(2, update.GetProperty("sequence").GetInt64());
        var usd = update.GetProperty("data").EnumerateArray().Single(r => r.GetProperty("asset").GetString() == "USD");
        Assert.Equal(_sandbox.Truth.Totals("kraken", AccountNames.Fresh)["USD"], usd.GetProperty("balance").GetDecimal());
        Assert.Equal(fill[0].GetProperty("exec_id").GetString(), usd.GetProperty("ref_id").GetString());
    }

    [Fact]
    public async Task The_private_stream_tells_an_order_that_rests_and_one_that_is_cancelled()
    {
        using var socket = await _client.SubscribeAsync(_sandbox);
        await socket.WaitAsync(m => Is(m, "balances", "snapshot"));
        var id = (await _client.ResultAsync("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=10000.0&volume=0.001")).GetProperty("txid")[0].GetString();
        Assert.Equal("new", (await socket.WaitAsync(m => Is(m, "executions", "update"))).GetProperty("data")[0].GetProperty("exec_type").GetString());
        await _client.ResultAsync("CancelOrder", "txid=" + id);
        Assert.Equal("canceled", (await socket.WaitAsync(m => Is(m, "executions", "update"))).GetProperty("data")[0].GetProperty("exec_type").GetString());
    }

    [Fact]
    public async Task The_public_stream_tells_tickers_heartbeats_and_what_it_does_not_know()
    {
        _sandbox.Clock.Release();
        using var socket = await TestSocket.OpenAsync(_sandbox.Endpoints["kraken"].Stream);
        await socket.SendAsync("""{"method":"ping","req_id":7}""");
        Assert.Equal(7, (await socket.WaitAsync(m => Method(m) == "pong")).GetProperty("req_id").GetInt32());
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD","NO/SUCH"]}}""");
        Assert.False((await socket.WaitAsync(m => Method(m) == "subscribe" && m.TryGetProperty("error", out _))).GetProperty("success").GetBoolean());
        var ticker = (await socket.WaitAsync(m => Is(m, "ticker", "snapshot"))).GetProperty("data")[0];
        Assert.Equal(_sandbox.Truth.Price("kraken", "BTC/USD", Sandboxes.Noon), ticker.GetProperty("last").GetDecimal());
        await socket.WaitAsync(m => m.TryGetProperty("channel", out var c) && c.GetString() == "heartbeat");
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"trade","symbol":["BTC/USD"]}}""");
        await socket.WaitAsync(m => Method(m) == "subscribe");
        await socket.SendAsync("""{"method":"subscribe","params":{"channel":"executions","token":"nonsense"}}""");
        Assert.Equal("EAPI:Invalid token", (await socket.WaitAsync(m => m.TryGetProperty("error", out _))).GetProperty("error").GetString());
        await socket.SendAsync("""{"method":"dance"}""");
        Assert.Equal("Method not supported", (await socket.WaitAsync(m => m.TryGetProperty("error", out _))).GetProperty("error").GetString());
    }

    private static bool Is(JsonElement message, string channel, string type) =>
        message.TryGetProperty("channel", out var c) && c.GetString() == channel && message.TryGetProperty("type", out var t) && t.GetString() == type;

    private static string? Method(JsonElement message) => message.TryGetProperty("method", out var method) ? method.GetString() : null;
}
