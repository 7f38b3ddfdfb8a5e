using System.Net;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

/// <summary>Signatures, nonces, rights, limits, errors and faults in the venue's own words.</summary>
public sealed class BitfinexCallTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    private const string Wallets = "/v2/auth/r/wallets";

    [Fact]
    public async Task A_wrong_key_secret_or_nonce_is_refused_with_its_code()
    {
        using var client = new BitfinexClient(world.Sandbox);
        Assert.Equal((HttpStatusCode.InternalServerError, """["error",10100,"apikey: invalid"]"""), await client.PostAsync(Wallets, key: "unknown"));
        Assert.Equal("""["error",10100,"apikey: digest invalid"]""", (await client.PostAsync(Wallets, secret: "wrong")).Body);
        Assert.Equal("""["error",10100,"nonce: invalid"]""", (await client.PostAsync(Wallets, nonce: "9007199254740992")).Body);
        Assert.Equal("""["error",10100,"nonce: invalid"]""", (await client.PostAsync(Wallets, nonce: "soon")).Body);
        using var revoked = new BitfinexClient(world.Sandbox, KeyNames.Revoked);
        Assert.Equal("""["error",10100,"apikey: invalid"]""", (await revoked.PostAsync(Wallets)).Body);
    }

    [Fact]
    public async Task A_nonce_must_be_above_the_last_one_of_its_key_on_rest_and_stream_together()
    {
        using var client = new BitfinexClient(world.Sandbox, KeyNames.Read);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Wallets, nonce: "1800000000000000")).Status);
        Assert.Equal("""["error",10114,"nonce: small"]""", (await client.PostAsync(Wallets, nonce: "1800000000000000")).Body);
        await using var stream = await VenueStream.OpenAsync(world.Sandbox, "bitfinex", "/ws/2");
        await stream.SendAsync(client.Auth());
        var failed = await stream.UntilAsync(m => m.ValueKind == JsonValueKind.Object && m.GetProperty("event").GetString() == "auth");
        Assert.Equal(("FAILED", 10114), (failed.GetProperty("status").GetString(), failed.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Permissions_tell_what_a_key_may_and_history_is_closed_to_the_limited_one()
    {
        using var withdraw = new BitfinexClient(world.Sandbox, KeyNames.Withdraw);
        var rights = (await withdraw.ReadAsync("/v2/auth/r/permissions")).EnumerateArray().ToDictionary(r => r[0].GetString()!, r => (r[1].GetInt32(), r[2].GetInt32()));
        Assert.Equal((0, 1), rights["withdraw"]);
        Assert.Equal((1, 1), rights["orders"]);
        using var limited = new BitfinexClient(world.Sandbox, KeyNames.Limited);
        Assert.Equal("""["error",10001,"api_key: permission invalid"]""", (await limited.PostAsync("/v2/auth/r/ledgers/hist")).Body);
        Assert.Equal(HttpStatusCode.OK, (await limited.PostAsync(Wallets)).Status);
    }

    [Fact]
    public async Task Configuration_tickers_candles_and_trades_are_arrays_in_the_venues_own_codes()
    {
        using var client = new BitfinexClient(world.Sandbox);
        var conf = JsonElement.Parse((await client.GetAsync("/v2/conf/pub:list:currency,pub:map:currency:sym,pub:info:pair,pub:list:pair:exchange,pub:map:currency:label,pub:map:currency:pool,pub:map:currency:tx:fee,pub:map:tx:method,pub:info:tx:status,pub:other")).Body);
        Assert.Equal(10, conf.GetArrayLength());
        Assert.Contains(conf[0].EnumerateArray(), c => c.GetString() == "UST");
        Assert.Contains(conf[1].EnumerateArray(), c => c[0].GetString() == "UST" && c[1].GetString() == "USDt");
        Assert.Equal(conf[3].EnumerateArray().Select(p => p.GetString()), conf[2].EnumerateArray().Select(p => p[0].GetString()));
        Assert.Equal(0, conf[9].GetArrayLength());
        var now = world.Sandbox.Clock.GetUtcNow();
        var tickers = JsonElement.Parse((await client.GetAsync("/v2/tickers?symbols=tBTCUSD,tDOGE:USD")).Body);
        Assert.Equal(["tBTCUSD", "tDOGE:USD"], tickers.EnumerateArray().Select(t => t[0].GetString()).Order());
        Assert.Equal(world.Sandbox.Truth.Markets("bitfinex").Count, JsonElement.Parse((await client.GetAsync("/v2/tickers?symbols=ALL")).Body).GetArrayLength());
        var one = JsonElement.Parse((await client.GetAsync("/v2/ticker/tBTCUSD")).Body);
        Assert.Equal((10, world.Sandbox.Truth.Price("bitfinex", "BTC/USD", now)), (one.GetArrayLength(), BitfinexClient.Number(one[6])));
        Assert.Equal("""["error",10020,"symbol: invalid"]""", (await client.GetAsync("/v2/ticker/tNONE")).Body);
        var trades = JsonElement.Parse((await client.GetAsync("/v2/trades/tETHUSD/hist?limit=5")).Body);
        Assert.Equal(5, trades.GetArrayLength());
        Assert.Equal("[1]", (await client.GetAsync("/v2/platform/status")).Body);
    }

    [Fact]
    public async Task Candles_stand_open_close_high_low_newest_first_or_oldest_first()
    {
        using var client = new BitfinexClient(world.Sandbox);
        var newest = JsonElement.Parse((await client.GetAsync("/v2/candles/trade:1h:tBTCUSD/hist?limit=5")).Body);
        var start = newest[4][0].GetInt64();
        var oldest = JsonElement.Parse((await client.GetAsync($"/v2/candles/trade:1h:tBTCUSD/hist?start={start}&limit=3&sort=1")).Body);
        Assert.Equal(newest.EnumerateArray().Reverse().Take(3).Select(c => c.GetRawText()), oldest.EnumerateArray().Select(c => c.GetRawText()));
        Assert.True(BitfinexClient.Number(oldest[0][3]) >= BitfinexClient.Number(oldest[0][4]));
        Assert.Equal(newest[0].GetRawText(), JsonElement.Parse((await client.GetAsync("/v2/candles/trade:1h:tBTCUSD/last")).Body).GetRawText());
        foreach (var wrong in (string[])["/v2/candles/trade:7h:tBTCUSD/hist", "/v2/candles/trade:1h:tNONE/hist"]) Assert.Contains("symbol: invalid", (await client.GetAsync(wrong)).Body, StringComparison.Ordinal);
        Assert.Contains("limit: invalid", (await client.GetAsync("/v2/candles/trade:1h:tBTCUSD/hist?limit=10001")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_orders_users_and_fee_rates_are_told_and_lending_lists_are_empty()
    {
        using var client = new BitfinexClient(world.Sandbox);
        var orders = await client.ReadAsync("/v2/auth/r/orders/hist", """{"limit":5}""");
        Assert.Equal(5, orders.GetArrayLength());
        Assert.StartsWith("EXECUTED @ ", orders[0][13].GetString(), StringComparison.Ordinal);
        Assert.All((await client.ReadAsync("/v2/auth/r/orders/tETHUSD/hist")).EnumerateArray(), o => Assert.Equal("tETHUSD", o[3].GetString()));
        Assert.True((await client.ReadAsync("/v2/auth/r/info/user"))[0].GetInt64() > 0);
        Assert.Equal(0.002m, BitfinexClient.Number((await client.ReadAsync("/v2/auth/r/summary"))[4][1][0]));
        foreach (var empty in (string[])["positions", "funding/offers", "funding/credits", "funding/loans", "orders"]) Assert.Equal(0, (await client.ReadAsync("/v2/auth/r/" + empty)).GetArrayLength());
    }

    [Fact]
    public async Task The_91st_call_of_a_minute_closes_its_endpoint_for_half_a_minute_and_no_other()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Clock.Freeze();
        using var client = new BitfinexClient(sandbox);
        for (var i = 0; i < 90; i++) Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v2/auth/r/permissions")).Status);
        Assert.Equal((HttpStatusCode.TooManyRequests, """{"error":"ERR_RATE_LIMIT"}"""), await client.PostAsync("/v2/auth/r/permissions"));
        sandbox.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.PostAsync("/v2/auth/r/permissions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Wallets)).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(32));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v2/auth/r/permissions")).Status);
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v2/platform/status")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/v2/platform/status")).Status);
    }

    [Theory]
    [InlineData("rate", HttpStatusCode.TooManyRequests, "ERR_RATE_LIMIT")]
    [InlineData("ban", HttpStatusCode.TooManyRequests, "ERR_RATE_LIMIT")]
    [InlineData("down", HttpStatusCode.ServiceUnavailable, "temporarily_unavailable")]
    public async Task Faults_are_answered_in_the_venues_words(string fault, HttpStatusCode expected, string word)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Sites["bitfinex"].Knobs.Set(fault switch { "rate" => new() { RateLimitedRate = 1 }, "ban" => new() { BanSeconds = 60 }, _ => new() { ErrorRate = 1 } });
        using var client = new BitfinexClient(sandbox);
        var (status, text) = await client.PostAsync(Wallets);
        Assert.Equal((expected, word), (status, JsonElement.Parse(text).GetProperty("error").GetString()));
        sandbox.Sites["bitfinex"].Knobs.Set(new KnobSettings { ShortPageRate = 1 });
        Assert.Equal(30, (await client.ReadAsync("/v2/auth/r/ledgers/hist", """{"limit":90}""")).GetArrayLength());
        sandbox.World.Credit("bitfinex", "main", "QQQ", 1);
        Assert.Contains((await client.ReadAsync(Wallets)).EnumerateArray(), w => w[1].GetString() == "QQQ");
    }
}
