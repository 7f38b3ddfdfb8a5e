using System.Globalization;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Tests.Huobi;

/// <summary>Orders from placing to cancelling, and both streams.</summary>
public sealed class HuobiOrderTests
{
    [Fact]
    public async Task A_resting_order_freezes_money_is_listed_and_is_cancelled_once()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new HuobiClient(sandbox);
        var account = await AccountAsync(client);
        var id = (await PlaceAsync(client, account, "buy-limit", "0.001", Price(sandbox, 0.5m))).GetProperty("data").GetString()!;
        var order = (await client.GetAsync($"/v1/order/orders/{id}")).GetProperty("data");
        Assert.Equal(("submitted", "buy-limit", "c-1"), (order.GetProperty("state").GetString(), order.GetProperty("type").GetString(), order.GetProperty("client-order-id").GetString()));
        Assert.Single((await client.GetAsync("/v1/order/openOrders", new() { ["account-id"] = account, ["symbol"] = "btcusdt" })).GetProperty("data").EnumerateArray());
        var frozen = (await client.GetAsync($"/v1/account/accounts/{account}/balance")).GetProperty("data").GetProperty("list").EnumerateArray()
            .Single(l => l.GetProperty("currency").GetString() == "usdt" && l.GetProperty("type").GetString() == "frozen");
        Assert.True(HuobiClient.Number(frozen.GetProperty("balance")) > 0);
        Assert.Equal(id, JsonElement.Parse((await client.CallAsync($"/v1/order/orders/{id}/submitcancel", body: "{}")).Body).GetProperty("data").GetString());
        Assert.Contains("order-orderstate-error", (await client.CallAsync($"/v1/order/orders/{id}/submitcancel", body: "{}")).Body, StringComparison.Ordinal);
        Assert.Contains("base-record-invalid", (await client.CallAsync("/v1/order/orders/1/submitcancel", body: "{}")).Body, StringComparison.Ordinal);
        var listed = (await client.GetAsync("/v1/order/orders", new() { ["symbol"] = "btcusdt", ["states"] = "canceled,filled" })).GetProperty("data");
        Assert.Equal("canceled", listed[0].GetProperty("state").GetString());
        Assert.True((await client.GetAsync("/v1/order/history")).GetProperty("data").GetArrayLength() > 1);
    }

    [Theory]
    [InlineData("btcusdt", "buy-market", "99999999", "", "account-frozen-balance-insufficient-error")]
    [InlineData("none", "buy-market", "10", "", "invalid-parameter")]
    [InlineData("btcusdt", "buy-dance", "10", "", "validation-format-error")]
    [InlineData("btcusdt", "buy-limit", "much", "1", "invalid-amount")]
    [InlineData("btcusdt", "buy-limit", "0.001", "", "order-invalid-price")]
    [InlineData("btcusdt", "sell-limit", "0.00000000001", "90000", "order-limitorder-amount-min-error")]
    [InlineData("btcusdt", "sell-limit", "0.001", "90000.000001", "order-orderprice-precision-error")]
    [InlineData("btcusdt", "buy-limit", "0.00001", "1", "order-value-min-error")]
    [InlineData("btcusdt", "buy-limit-maker", "0.001", "9000000", "order-limitorder-price-error")]
    public async Task A_refused_order_is_an_error_with_its_word(string symbol, string type, string amount, string price, string word)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        using var client = new HuobiClient(sandbox);
        Assert.Equal(word, (await PlaceAsync(client, await AccountAsync(client), type, amount, price, symbol)).GetProperty("err-code").GetString());
    }

    [Fact]
    public async Task The_account_stream_tells_balances_orders_and_clearings_after_a_signed_login()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new HuobiClient(sandbox);
        await using var stream = await VenueStream.OpenAsync(sandbox, "huobi", "/ws/v2");
        Assert.Equal("ping", (await stream.UntilAsync(_ => true)).GetProperty("action").GetString());
        await stream.SendAsync("""{"action":"pong","data":{"ts":1}}""");
        await stream.SendAsync("""{"action":"sub","ch":"orders#*"}""");
        Assert.Equal("login.required", (await stream.UntilAsync(m => Is(m, "sub"))).GetProperty("message").GetString());
        await stream.SendAsync(client.Auth("wrong"));
        Assert.Equal(2002, (await stream.UntilAsync(m => Is(m, "req"))).GetProperty("code").GetInt32());
        await stream.SendAsync(client.Auth());
        Assert.Equal(200, (await stream.UntilAsync(m => Is(m, "req"))).GetProperty("code").GetInt32());
        foreach (var channel in (string[])["accounts.update#2", "orders#*", "trade.clearing#btcusdt#0"]) await stream.SendAsync($$"""{"action":"sub","ch":"{{channel}}"}""");
        await stream.SendAsync("""{"action":"sub","ch":"weather"}""");
        await stream.UntilAsync(m => Is(m, "sub") && m.GetProperty("ch").GetString() == "weather" && m.GetProperty("code").GetInt32() == 2001);
        Assert.Contains(stream.Seen, m => Is(m, "push") && m.GetProperty("data").TryGetProperty("changeType", out var type) && type.ValueKind == JsonValueKind.Null);

        var account = await AccountAsync(client);
        await PlaceAsync(client, account, "buy-limit", "0.001", Price(sandbox, 0.5m));
        Assert.Equal("creation", (await stream.UntilAsync(m => Push(m, "orders#btcusdt"))).GetProperty("data").GetProperty("eventType").GetString());
        await PlaceAsync(client, account, "buy-market", "50", "");
        var clearing = (await stream.UntilAsync(m => Push(m, "trade.clearing#btcusdt#0"))).GetProperty("data");
        var fill = sandbox.Truth.Orders("huobi", "main")[^1].Fills[0].Fill!;
        Assert.Equal((fill.TradeId, fill.Quantity, fill.Fee), (clearing.GetProperty("tradeId").GetInt64(), HuobiClient.Number(clearing.GetProperty("tradeVolume")), HuobiClient.Number(clearing.GetProperty("transactFee")) + HuobiClient.Number(clearing.GetProperty("feeDeduct"))));
        Assert.True(clearing.GetProperty("aggressor").GetBoolean());
        await stream.SendAsync("""{"action":"unsub","ch":"orders#*"}""");
        await stream.UntilAsync(m => Is(m, "unsub"));
        await stream.SendAsync("""{"action":"dance"}""");
        await stream.UntilAsync(m => Is(m, "dance"));
        Assert.Contains(stream.Seen, m => Push(m, "orders#btcusdt") && m.GetProperty("data").GetProperty("eventType").GetString() == "trade");
        await stream.CloseAsync();
    }

    [Fact]
    public async Task Market_topics_are_packed_and_carry_the_markets_price()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var stream = await VenueStream.OpenAsync(sandbox, "huobi", "/ws");
        var ping = (await stream.UntilAsync(_ => true)).GetProperty("ping").GetInt64();
        await stream.SendAsync($$"""{"pong":{{ping}}}""");
        foreach (var topic in (string[])["ticker", "detail", "bbo", "trade.detail", "kline.1min"])
        {
            await stream.SendAsync($$"""{"sub":"market.btcusdt.{{topic}}","id":"{{topic}}"}""");
            var data = await stream.UntilAsync(m => m.TryGetProperty("ch", out var ch) && ch.GetString() == "market.btcusdt." + topic);
            Assert.Equal(JsonValueKind.Object, data.GetProperty("tick").ValueKind);
        }

        Assert.Equal(5, stream.Seen.Count(m => m.TryGetProperty("subbed", out _)));
        var trade = stream.Seen.First(m => m.TryGetProperty("ch", out var ch) && ch.GetString() == "market.btcusdt.trade.detail").GetProperty("tick").GetProperty("data")[0];
        Assert.Equal(sandbox.Truth.Price("huobi", "BTC/USDT", DateTimeOffset.FromUnixTimeMilliseconds(trade.GetProperty("ts").GetInt64())), HuobiClient.Number(trade.GetProperty("price")));
        foreach (var wrong in (string[])["market.none.ticker", "market.btcusdt.weather", "weather"]) await stream.SendAsync($$"""{"sub":"{{wrong}}","id":"w"}""");
        await stream.UntilAsync(m => m.TryGetProperty("err-msg", out var text) && text.GetString() == "invalid topic weather");
        await stream.SendAsync("""{"req":"market.btcusdt.kline.1min","id":"r"}""");
        await stream.UntilAsync(m => m.TryGetProperty("rep", out _));
        await stream.SendAsync("""{"unsub":"market.btcusdt.bbo","id":"u"}""");
        await stream.UntilAsync(m => m.TryGetProperty("unsubbed", out _));
        await stream.SendAsync("""{"ping":18}""");
        Assert.Equal(18, (await stream.UntilAsync(m => m.TryGetProperty("pong", out _))).GetProperty("pong").GetInt64());
        await stream.CloseAsync();
    }

    [Fact]
    public async Task A_client_that_misses_two_pings_is_cut()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var stream = await VenueStream.OpenAsync(sandbox, "huobi", "/ws");
        Assert.True(await stream.EndsAsync());
        Assert.Equal(2, stream.Seen.Count(m => m.TryGetProperty("ping", out _)));
    }

    private static bool Is(JsonElement message, string action) => message.GetProperty("action").GetString() == action;

    private static bool Push(JsonElement message, string channel) => Is(message, "push") && message.GetProperty("ch").GetString() == channel;

    private static async Task<string> AccountAsync(HuobiClient client) =>
        (await client.GetAsync("/v1/account/accounts")).GetProperty("data")[0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);

    private static async Task<JsonElement> PlaceAsync(HuobiClient client, string account, string type, string amount, string price, string symbol = "btcusdt")
    {
        var priced = price.Length > 0 ? $$""","price":"{{price}}" """ : "";
        var body = $$"""{"account-id":"{{account}}","symbol":"{{symbol}}","type":"{{type}}","amount":"{{amount}}"{{priced}},"source":"spot-api","client-order-id":"c-1"}""";
        return JsonElement.Parse((await client.CallAsync("/v1/order/orders/place", body: body)).Body);
    }

    private static string Price(SandboxServer sandbox, decimal share) =>
        decimal.Round(sandbox.Truth.Price("huobi", "BTC/USDT", sandbox.Clock.GetUtcNow())!.Value * share, sandbox.Truth.Markets("huobi").Single(m => m.Name == "BTC/USDT").PriceDecimals).ToString(CultureInfo.InvariantCulture);
}
