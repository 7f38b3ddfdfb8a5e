using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>Orders from placing to cancelling, and the streams that tell of them.</summary>
public sealed class CoinbaseOrderTests
{
    [Fact]
    public async Task A_resting_order_is_listed_holds_money_and_is_cancelled_once()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new CoinbaseClient(sandbox);
        var placed = await client.GetAsync("/api/v3/brokerage/orders", Limit(sandbox, 0.5m, "c-1"));
        var id = placed.GetProperty("success_response").GetProperty("order_id").GetString();
        var order = (await client.GetAsync($"/api/v3/brokerage/orders/historical/{id}")).GetProperty("order");
        Assert.Equal(("OPEN", "c-1", "LIMIT"), (order.GetProperty("status").GetString(), order.GetProperty("client_order_id").GetString(), order.GetProperty("order_type").GetString()));
        var open = await client.GetAsync("/api/v3/brokerage/orders/historical/batch?order_status=OPEN");
        Assert.Equal(id, Assert.Single(open.GetProperty("orders").EnumerateArray()).GetProperty("order_id").GetString());
        var cancel = $$"""{"order_ids":["{{id}}","no-such-order"]}""";
        var results = (await client.GetAsync("/api/v3/brokerage/orders/batch_cancel", cancel)).GetProperty("results");
        Assert.Equal([true, false], results.EnumerateArray().Select(r => r.GetProperty("success").GetBoolean()));
        Assert.Equal(OrderState.Cancelled, sandbox.Truth.Orders("coinbase", "main")[^1].State);
        var page = await client.GetAsync("/api/v3/brokerage/orders/historical/batch?limit=50");
        Assert.True(page.GetProperty("has_next").GetBoolean());
        var next = await client.GetAsync($"/api/v3/brokerage/orders/historical/batch?limit=50&cursor={page.GetProperty("cursor").GetString()}");
        Assert.Empty(page.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("order_id").GetString()).Intersect(next.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("order_id").GetString())));
    }

    [Theory]
    [InlineData("""{"product_id":"BTC-EUR","side":"BUY","order_configuration":{"market_market_ioc":{"quote_size":"99999999"}}}""", "INSUFFICIENT_FUND")]
    [InlineData("""{"product_id":"NO-NE","side":"BUY","order_configuration":{"market_market_ioc":{"quote_size":"9"}}}""", "INVALID_PRODUCT_ID")]
    [InlineData("""{"product_id":"BTC-EUR","side":"SELL","order_configuration":{"limit_limit_gtc":{"base_size":"0.00000000001","limit_price":"100000"}}}""", "INVALID_SIZE_PRECISION")]
    [InlineData("""{"product_id":"BTC-EUR","side":"SELL","order_configuration":{"limit_limit_gtc":{"base_size":"0.01","limit_price":"100000.0000001"}}}""", "INVALID_PRICE_PRECISION")]
    [InlineData("""{"product_id":"BTC-EUR","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.00001","limit_price":"1"}}}""", "INVALID_ORDER_CONFIG")]
    [InlineData("""{"product_id":"BTC-EUR","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.001","limit_price":"9000000","post_only":true}}}""", "INVALID_LIMIT_PRICE_POST_ONLY")]
    public async Task A_refused_order_is_an_answer_with_success_false_and_the_reason(string body, string reason)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        using var client = new CoinbaseClient(sandbox);
        var answer = await client.GetAsync("/api/v3/brokerage/orders", body);
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(reason, answer.GetProperty("error_response").GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("/api/v3/brokerage/orders", "{}")]
    [InlineData("/api/v3/brokerage/orders", """{"product_id":"BTC-EUR","side":"HOLD","order_configuration":{"market_market_ioc":{"quote_size":"9"}}}""")]
    [InlineData("/api/v3/brokerage/orders", "not json")]
    [InlineData("/api/v3/brokerage/orders/batch_cancel", "{}")]
    public async Task What_is_no_order_is_an_invalid_argument(string path, string body)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        using var client = new CoinbaseClient(sandbox);
        Assert.Equal("INVALID_ARGUMENT", JsonElement.Parse((await client.CallAsync(path, body)).Body).GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_user_channel_tells_the_orders_that_stand_then_every_change_in_unbroken_sequence()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        using var client = new CoinbaseClient(sandbox);
        await client.GetAsync("/api/v3/brokerage/orders", Limit(sandbox, 0.5m, "c-2"));
        await using var stream = await VenueStream.OpenAsync(sandbox, "coinbase", "/");
        await stream.SendAsync($$"""{"type":"subscribe","channel":"heartbeats","jwt":"{{client.Token(null)}}"}""");
        await stream.SendAsync($$"""{"type":"subscribe","channel":"user","jwt":"{{client.Token(null)}}"}""");
        var snapshot = await stream.UntilAsync(m => Is(m, "user"));
        Assert.Equal(("snapshot", "c-2"), (snapshot.GetProperty("events")[0].GetProperty("type").GetString(), snapshot.GetProperty("events")[0].GetProperty("orders")[0].GetProperty("client_order_id").GetString()));
        var bought = await client.GetAsync("/api/v3/brokerage/orders", """{"client_order_id":"c-3","product_id":"BTC-EUR","side":"BUY","order_configuration":{"market_market_ioc":{"quote_size":"100"}}}""");
        Assert.True(bought.GetProperty("success").GetBoolean(), bought.GetRawText());
        var filled = await stream.UntilAsync(m => Is(m, "user") && m.GetProperty("events")[0].GetProperty("orders")[0].GetProperty("status").GetString() == "FILLED");
        var order = filled.GetProperty("events")[0].GetProperty("orders")[0];
        Assert.Equal(sandbox.Truth.Orders("coinbase", "main")[^1].Filled, decimal.Parse(order.GetProperty("cumulative_quantity").GetString()!, CultureInfo.InvariantCulture));
        await stream.UntilAsync(m => Is(m, "heartbeats"));
        Assert.Equal(Enumerable.Range(0, stream.Seen.Count), stream.Seen.Select(m => m.GetProperty("sequence_num").GetInt32()));
        await stream.SendAsync($$"""{"type":"unsubscribe","channel":"user","jwt":"{{client.Token(null)}}"}""");
        await stream.UntilAsync(m => Is(m, "subscriptions") && !m.GetProperty("events")[0].GetProperty("subscriptions").TryGetProperty("user", out _));
        await stream.CloseAsync();
    }

    [Fact]
    public async Task Tickers_and_trades_come_without_a_key_and_carry_the_markets_price()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var stream = await VenueStream.OpenAsync(sandbox, "coinbase", "/");
        await stream.SendAsync("""{"type":"subscribe","channel":"ticker","product_ids":["BTC-EUR","ETH-EUR"]}""");
        var snapshot = await stream.UntilAsync(m => Is(m, "ticker"));
        Assert.Equal(2, snapshot.GetProperty("events")[0].GetProperty("tickers").GetArrayLength());
        await stream.SendAsync("""{"type":"subscribe","channel":"market_trades","product_ids":["BTC-EUR"]}""");
        var trade = (await stream.UntilAsync(m => Is(m, "market_trades"))).GetProperty("events")[0].GetProperty("trades")[0];
        Assert.Equal(sandbox.Truth.Price("coinbase", "BTC/EUR", DateTimeOffset.Parse(trade.GetProperty("time").GetString()!, CultureInfo.InvariantCulture)), CoinbaseClient.Number(trade.GetProperty("price")));
        var update = await stream.UntilAsync(m => Is(m, "ticker") && m.GetProperty("events")[0].GetProperty("type").GetString() == "update");
        Assert.Single(update.GetProperty("events")[0].GetProperty("tickers").EnumerateArray());
        await stream.SendAsync("""{"type":"subscribe","channel":"ticker_batch","product_ids":["BTC-EUR"]}""");
        await stream.UntilAsync(m => Is(m, "ticker_batch") && m.GetProperty("events")[0].GetProperty("type").GetString() == "update");
    }

    [Fact]
    public async Task Nonsense_and_a_missing_token_are_answered_and_a_silent_client_is_dropped()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        await using var silent = await VenueStream.OpenAsync(sandbox, "coinbase", "/");
        await using var stream = await VenueStream.OpenAsync(sandbox, "coinbase", "/");
        await stream.SendAsync("""{"type":"subscribe","channel":"weather"}""");
        Assert.Equal("error", (await stream.UntilAsync(_ => true)).GetProperty("type").GetString());
        await stream.SendAsync("""{"type":"subscribe","channel":"user","jwt":"x"}""");
        Assert.Equal("authentication failure", (await stream.UntilAsync(_ => true)).GetProperty("message").GetString());
        Assert.True(await silent.EndsAsync());
    }

    [Fact]
    public async Task A_duplicated_stream_message_keeps_its_number_and_a_dropped_socket_ends()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Sites["coinbase"].Knobs.Set(new KnobSettings { DuplicateRate = 1 });
        await using var stream = await VenueStream.OpenAsync(sandbox, "coinbase", "/");
        await stream.SendAsync("""{"type":"subscribe","channel":"ticker","product_ids":["BTC-EUR"]}""");
        await stream.UntilAsync(m => m.GetProperty("sequence_num").GetInt32() == 1);
        await stream.UntilAsync(m => m.GetProperty("sequence_num").GetInt32() == 1);
        sandbox.Sites["coinbase"].Knobs.Set(new KnobSettings { DropSocketRate = 1 });
        Assert.True(await stream.EndsAsync());
    }

    private static bool Is(JsonElement message, string channel) => message.TryGetProperty("channel", out var name) && name.GetString() == channel;

    private static string Limit(SandboxServer sandbox, decimal share, string client)
    {
        var market = sandbox.Truth.Markets("coinbase").Single(m => m.Name == "BTC/EUR");
        var price = decimal.Round(sandbox.Truth.Price("coinbase", "BTC/EUR", sandbox.Clock.GetUtcNow())!.Value * share, market.PriceDecimals);
        return FormattableString.Invariant($$"""{"client_order_id":"{{client}}","product_id":"BTC-EUR","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.001","limit_price":"{{price}}"} } }""");
    }
}
