using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

/// <summary>Orders from placing to cancelling, and the streams that tell of them.</summary>
public sealed class BitfinexOrderTests
{
    [Fact]
    public async Task A_resting_order_is_told_held_and_cancelled_and_the_stream_tells_each_step()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new BitfinexClient(sandbox);
        await using var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2");
        await stream.SendAsync("""{"event":"conf","flags":98304}""");
        await stream.SendAsync(client.Auth());
        await stream.UntilAsync(m => Is(m, "ws"));
        await stream.UntilAsync(m => Is(m, "fls"));
        var placed = await client.ReadAsync("/v2/auth/w/order/submit", Order(sandbox, "EXCHANGE LIMIT", 0.001m, 0.5m));
        Assert.Equal(("on-req", "SUCCESS", "ACTIVE"), (placed[1].GetString(), placed[6].GetString(), placed[4][0][13].GetString()));
        var id = placed[4][0][0].GetInt64();
        Assert.Equal(32, placed[4][0].GetArrayLength());
        Assert.Equal(id, (await stream.UntilAsync(m => Is(m, "on")))[2][0].GetInt64());
        Assert.Equal(id, Assert.Single((await client.ReadAsync("/v2/auth/r/orders")).EnumerateArray())[0].GetInt64());
        Assert.Equal(0, (await client.ReadAsync("/v2/auth/r/orders/tETHUSD")).GetArrayLength());
        var dollars = (await client.ReadAsync("/v2/auth/r/wallets")).EnumerateArray().Single(w => w[0].GetString() == "exchange" && w[1].GetString() == "USD");
        Assert.True(BitfinexClient.Number(dollars[4]) < BitfinexClient.Number(dollars[2]));
        await stream.SendAsync("""[0,"calc",null,[["wallet_exchange_USD"],["nothing"]]]""");
        Assert.Equal(BitfinexClient.Number(dollars[4]), BitfinexClient.Number((await stream.UntilAsync(m => Is(m, "wu")))[2][4]));
        var cancelled = await client.ReadAsync("/v2/auth/w/order/cancel", $$"""{"id":{{id}}}""");
        Assert.Equal(("oc-req", "CANCELED"), (cancelled[1].GetString(), cancelled[4][13].GetString()));
        Assert.Equal("CANCELED", (await stream.UntilAsync(m => Is(m, "oc")))[2][13].GetString());
        Assert.Equal("""["error",10001,"Order not found."]""", (await client.PostAsync("/v2/auth/w/order/cancel", $$"""{"id":{{id}}}""")).Body);
    }

    [Fact]
    public async Task A_market_order_comes_as_te_without_fee_then_tu_with_it_then_closed_order_and_wallets_in_unbroken_sequence()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new BitfinexClient(sandbox);
        await using var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2");
        await stream.SendAsync("""{"event":"conf","flags":65536}""");
        await stream.SendAsync(client.Auth());
        await stream.UntilAsync(m => Is(m, "fls"));
        await client.ReadAsync("/v2/auth/w/order/submit", Order(sandbox, "EXCHANGE MARKET", 0.001m, 1));
        var first = await stream.UntilAsync(m => Is(m, "te"));
        var second = await stream.UntilAsync(m => Is(m, "tu"));
        await stream.UntilAsync(m => Is(m, "oc"));
        var wallet = await stream.UntilAsync(m => Is(m, "wu"));
        var fill = sandbox.Truth.Orders("bitfinex", "main")[^1].Fills[0].Fill!;
        Assert.Equal((fill.TradeId, JsonValueKind.Null), (first[2][0].GetInt64(), first[2][9].ValueKind));
        Assert.Equal((fill.TradeId, -fill.Fee), (second[2][0].GetInt64(), BitfinexClient.Number(second[2][9])));
        Assert.Equal(("TRADE", fill.OrderId), (wallet[2][6].GetProperty("reason").GetString(), wallet[2][6].GetProperty("order_id").GetInt64()));
        var numbers = stream.Seen.Where(m => m.ValueKind == JsonValueKind.Array).Select(m => m[m.GetArrayLength() - 1].GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
    }

    [Theory]
    [InlineData("""{"type":"EXCHANGE MARKET","symbol":"tNONE","amount":"1"}""", """["error",10020,"symbol: invalid"]""")]
    [InlineData("""{"type":"EXCHANGE MARKET","symbol":"tBTCUSD","amount":"9999"}""", """["error",10001,"Invalid order: not enough exchange balance for 9999 BTCUSD"]""")]
    [InlineData("""{"type":"EXCHANGE MARKET","symbol":"tBTCUSD","amount":"0"}""", """["error",10001,"Invalid order: amount"]""")]
    [InlineData("""{"type":"MARKET","symbol":"tBTCUSD","amount":"0.001"}""", """["error",10001,"Invalid order: not enough tradable balance"]""")]
    [InlineData("""{"type":"EXCHANGE LIMIT","symbol":"tBTCUSD","amount":"0.001","price":"9000000","flags":4096}""", """["error",10001,"Invalid order: post only would take"]""")]
    [InlineData("""{"type":"EXCHANGE LIMIT","symbol":"tBTCUSD","amount":"0.001","price":"-1"}""", """["error",10020,"price: invalid"]""")]
    public async Task A_refused_order_is_an_error_with_its_text(string body, string error)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        using var client = new BitfinexClient(sandbox);
        Assert.Equal(error, (await client.PostAsync("/v2/auth/w/order/submit", body)).Body);
    }

    [Fact]
    public async Task Public_channels_have_numbers_and_refusals_have_codes()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2");
        Assert.Equal(2, (await stream.UntilAsync(m => Event(m) == "info")).GetProperty("version").GetInt32());
        await stream.SendAsync("""{"event":"ping","cid":7}""");
        Assert.Equal(7, (await stream.UntilAsync(m => Event(m) == "pong")).GetProperty("cid").GetInt32());
        await stream.SendAsync("""{"event":"subscribe","channel":"ticker","symbol":"tBTCUSD"}""");
        var channel = (await stream.UntilAsync(m => Event(m) == "subscribed")).GetProperty("chanId").GetInt32();
        Assert.Equal(10, (await stream.UntilAsync(m => m.ValueKind == JsonValueKind.Array && m[0].GetInt32() == channel))[1].GetArrayLength());
        await stream.SendAsync("""{"event":"subscribe","channel":"trades","symbol":"tDOGE:USD"}""");
        var trades = (await stream.UntilAsync(m => Event(m) == "subscribed")).GetProperty("chanId").GetInt32();
        Assert.Equal(30, (await stream.UntilAsync(m => m.ValueKind == JsonValueKind.Array && m[0].GetInt32() == trades))[1].GetArrayLength());
        await stream.UntilAsync(m => m.ValueKind == JsonValueKind.Array && m[0].GetInt32() == trades && m[1].ValueKind == JsonValueKind.String && m[1].GetString() == "tu");
        foreach (var (text, code) in new[]
        {
            ("""{"event":"subscribe","channel":"ticker","symbol":"tBTCUSD"}""", 10301), ("""{"event":"subscribe","channel":"weather","symbol":"tBTCUSD"}""", 10302),
            ("""{"event":"subscribe","channel":"ticker","symbol":"tNONE"}""", 10300), ("""{"event":"unsubscribe","chanId":999}""", 10401), ("""{"event":"unsubscribe"}""", 10400), ("""{"event":"dance"}""", 10000),
        })
        {
            await stream.SendAsync(text);
            Assert.Equal(code, (await stream.UntilAsync(m => Event(m) == "error")).GetProperty("code").GetInt32());
        }

        await stream.SendAsync($$"""{"event":"unsubscribe","chanId":{{channel}}}""");
        await stream.UntilAsync(m => Event(m) == "unsubscribed");
        await stream.CloseAsync();
    }

    [Fact]
    public async Task The_26th_channel_is_refused()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2");
        foreach (var market in sandbox.Truth.Markets("bitfinex").Take(26))
            await stream.SendAsync($$"""{"event":"subscribe","channel":"ticker","symbol":"{{Sandbox.Bitfinex.BitfinexCodes.Market(market.Base, market.Quote)}}"}""");
        Assert.Equal(10305, (await stream.UntilAsync(m => Event(m) == "error")).GetProperty("code").GetInt32());
        Assert.Equal(25, stream.Seen.Count(m => Event(m) == "subscribed"));
    }

    [Fact]
    public async Task The_dead_mans_switch_cancels_open_orders_when_the_connection_ends()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new BitfinexClient(sandbox);
        await client.ReadAsync("/v2/auth/w/order/submit", Order(sandbox, "EXCHANGE LIMIT", 0.001m, 0.5m));
        await using (var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2"))
        {
            await stream.SendAsync(client.Auth(""","dms":4"""));
            await stream.UntilAsync(m => Is(m, "os") && m[2].GetArrayLength() == 1);
            await stream.CloseAsync();
        }

        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (sandbox.Truth.Orders("bitfinex", "main")[^1].State == OrderState.Open && DateTime.UtcNow < deadline) await Task.Delay(20);
        Assert.Equal(OrderState.Cancelled, sandbox.Truth.Orders("bitfinex", "main")[^1].State);
    }

    [Fact]
    public async Task A_wrong_stream_signature_fails_and_a_second_login_too()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        using var client = new BitfinexClient(sandbox, KeyNames.Read);
        await using var stream = await VenueStream.OpenAsync(sandbox, "bitfinex", "/ws/2");
        await stream.SendAsync(client.Auth(secret: "wrong"));
        Assert.Equal("apikey: digest invalid", (await stream.UntilAsync(m => Event(m) == "auth")).GetProperty("msg").GetString());
        await stream.SendAsync(client.Auth());
        Assert.Equal("OK", (await stream.UntilAsync(m => Event(m) == "auth")).GetProperty("status").GetString());
        await stream.SendAsync(client.Auth());
        Assert.Equal("FAILED", (await stream.UntilAsync(m => Event(m) == "auth")).GetProperty("status").GetString());
    }

    private static string? Event(JsonElement message) => message.ValueKind == JsonValueKind.Object ? message.GetProperty("event").GetString() : null;

    private static bool Is(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Array && message[0].GetInt32() == 0 && message[1].ValueKind == JsonValueKind.String && message[1].GetString() == name;

    private static string Order(SandboxServer sandbox, string type, decimal amount, decimal share) =>
        FormattableString.Invariant($$"""{"type":"{{type}}","symbol":"tBTCUSD","amount":"{{amount}}","price":"{{decimal.Round(sandbox.Truth.Price("bitfinex", "BTC/USD", sandbox.Clock.GetUtcNow())!.Value * share, 0)}}","cid":12345}""");
}
