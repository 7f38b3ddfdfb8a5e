using System.Net;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>Tokens, rights, limits, errors and faults in the venue's own words.</summary>
public sealed class CoinbaseCallTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    private const string Accounts = "/api/v3/brokerage/accounts";

    [Fact]
    public async Task A_token_for_another_path_or_of_yesterday_is_refused_as_text_by_v3_and_as_errors_by_v2()
    {
        using var client = new CoinbaseClient(world.Sandbox);
        var (status, text, _) = await client.CallAsync(Accounts, token: client.Token("GET api.coinbase.com/api/v3/brokerage/products"));
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized\n"), (status, text));
        var (_, wrong, _) = await client.CallAsync("/v2/accounts", token: client.Token("POST api.coinbase.com/v2/accounts"));
        Assert.Equal("authentication_error", Error(wrong));
        var (_, late, _) = await client.CallAsync("/v2/accounts", token: client.Token("GET api.coinbase.com/v2/accounts", TimeSpan.FromHours(-24)));
        Assert.Equal("expired_token", Error(late));
        Assert.Equal("authentication_error", Error((await client.CallAsync("/v2/accounts", token: "nonsense")).Body));
        using var bare = new HttpClient { BaseAddress = world.Sandbox.Endpoints["coinbase"].Rest };
        Assert.Equal(HttpStatusCode.Unauthorized, (await bare.GetAsync(Accounts)).StatusCode);
    }

    [Fact]
    public async Task A_token_made_for_the_address_that_was_called_counts_too()
    {
        using var client = new CoinbaseClient(world.Sandbox);
        var authority = world.Sandbox.Endpoints["coinbase"].Rest.Authority;
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync(Accounts, token: client.Token($"GET {authority}{Accounts}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync(Accounts, token: client.Token($"GET http://{authority}{Accounts}"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.CallAsync(Accounts, token: client.Token($"GET example.com{Accounts}"))).Status);
    }

    [Fact]
    public async Task Ed25519_keys_of_the_demo_sign_and_the_revoked_one_does_not_count()
    {
        foreach (var (name, counts) in new[] { (KeyNames.Read, true), (KeyNames.Withdraw, true), (KeyNames.Revoked, false) })
        {
            var (status, text) = await EdDsa.CallAsync(world.Sandbox, name, "/api/v3/brokerage/key_permissions");
            Assert.Equal(counts ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, status);
            if (counts) Assert.Equal(name == KeyNames.Withdraw, JsonElement.Parse(text).GetProperty("can_transfer").GetBoolean());
        }

        var (limited, body) = await EdDsa.CallAsync(world.Sandbox, KeyNames.Limited, "/api/v3/brokerage/orders/historical/fills");
        Assert.Equal(HttpStatusCode.Forbidden, limited);
        Assert.Equal("PERMISSION_DENIED", JsonElement.Parse(body).GetProperty("error").GetString());
        Assert.Equal("invalid_scope", Error((await EdDsa.CallAsync(world.Sandbox, KeyNames.Limited, "/v2/accounts/EUR/transactions")).Body));
        Assert.False(JsonElement.Parse((await EdDsa.CallAsync(world.Sandbox, KeyNames.Limited, "/api/v3/brokerage/key_permissions")).Body).GetProperty("can_view").GetBoolean());
    }

    [Theory]
    [InlineData("/api/v3/brokerage/accounts/11111111-1111-1111-1111-111111111111", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData("/api/v3/brokerage/orders/historical/none", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData("/api/v3/brokerage/portfolios/none", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData("/api/v3/brokerage/products/NO-NE", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData("/api/v3/brokerage/products/BTC-EUR/candles?granularity=ONE_HOUR&start=1700000000&end=1709000000", HttpStatusCode.BadRequest, "INVALID_ARGUMENT")]
    [InlineData("/api/v3/brokerage/products/BTC-EUR/candles?granularity=FORTNIGHT&start=1&end=2", HttpStatusCode.BadRequest, "INVALID_ARGUMENT")]
    [InlineData("/v2/accounts/XYZ", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/v2/accounts/XYZ/transactions", HttpStatusCode.NotFound, "not_found")]
    public async Task What_is_not_there_is_told_in_the_words_of_its_version(string path, HttpStatusCode expected, string error)
    {
        using var client = new CoinbaseClient(world.Sandbox);
        var (status, text, _) = await client.CallAsync(path);
        Assert.Equal((expected, error), (status, path.StartsWith("/v2", StringComparison.Ordinal) ? Error(text) : JsonElement.Parse(text).GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Public_prices_candles_and_lists_need_no_key()
    {
        using var http = new HttpClient { BaseAddress = world.Sandbox.Endpoints["coinbase"].Rest };
        var products = JsonElement.Parse(await http.GetStringAsync("/api/v3/brokerage/market/products"));
        Assert.Equal(world.Sandbox.Truth.Markets("coinbase").Count, products.GetProperty("num_products").GetInt32());
        var usdc = products.GetProperty("products").EnumerateArray().Single(p => p.GetProperty("product_id").GetString() == "BTC-USDC");
        Assert.Equal("BTC-USD", usdc.GetProperty("alias").GetString());
        Assert.Equal(0, JsonElement.Parse(await http.GetStringAsync("/api/v3/brokerage/market/products?product_type=FUTURE")).GetProperty("num_products").GetInt32());
        var ticker = JsonElement.Parse(await http.GetStringAsync("/api/v3/brokerage/market/products/BTC-EUR/ticker?limit=3"));
        Assert.Equal(world.Sandbox.Truth.Price("coinbase", "BTC/EUR", world.Sandbox.Clock.GetUtcNow()), CoinbaseClient.Number(ticker.GetProperty("trades")[0].GetProperty("price")));
        Assert.Equal(3, ticker.GetProperty("trades").GetArrayLength());
        var end = world.Sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3600;
        var candles = JsonElement.Parse(await http.GetStringAsync($"/api/v3/brokerage/market/products/ETH-EUR/candles?granularity=ONE_HOUR&start={end - 36_000}&end={end}")).GetProperty("candles");
        Assert.Equal(11, candles.GetArrayLength());
        Assert.True(string.CompareOrdinal(candles[0].GetProperty("start").GetString(), candles[1].GetProperty("start").GetString()) > 0);
        foreach (var path in (string[])["/v2/time", "/v2/currencies", "/v2/currencies/crypto", "/v2/exchange-rates?currency=EUR", "/v2/prices/BTC-EUR/spot", "/v2/prices/BTC-EUR/buy", "/v2/prices/BTC-EUR/sell?date=2026-01-01"])
            Assert.True(JsonElement.Parse(await http.GetStringAsync(path)).TryGetProperty("data", out _), path);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/v2/prices/NO-NE/spot")).StatusCode);
        Assert.True(JsonElement.Parse(await http.GetStringAsync("/api/v3/brokerage/time")).TryGetProperty("epochMillis", out _));
        using var client = new CoinbaseClient(world.Sandbox);
        Assert.Equal(2, (await client.GetAsync("/api/v3/brokerage/best_bid_ask?product_ids=BTC-EUR&product_ids=ETH-EUR")).GetProperty("pricebooks").GetArrayLength());
        Assert.Equal("0.006", (await client.GetAsync("/api/v3/brokerage/transaction_summary")).GetProperty("fee_tier").GetProperty("taker_fee_rate").GetString());
        Assert.Equal("EUR", (await client.GetAsync("/v2/user")).GetProperty("data").GetProperty("native_currency").GetString());
    }

    [Fact]
    public async Task The_31st_private_call_of_a_second_is_refused_until_the_second_has_passed()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Clock.Freeze();
        using var client = new CoinbaseClient(sandbox);
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("/api/v3/brokerage/portfolios")).Status);
        var (status, text, answer) = await client.CallAsync("/api/v3/brokerage/portfolios");
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limit_exceeded"), (status, JsonElement.Parse(text).GetProperty("error").GetString()));
        Assert.Equal(["0"], answer.Headers.GetValues("x-ratelimit-remaining"));
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("/api/v3/brokerage/portfolios")).Status);
        using var http = new HttpClient { BaseAddress = sandbox.Endpoints["coinbase"].Rest };
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v2/time")).StatusCode);
        Assert.Equal("rate_limit_exceeded", Error(await (await http.GetAsync("/v2/time")).Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("rate", HttpStatusCode.TooManyRequests)]
    [InlineData("ban", HttpStatusCode.TooManyRequests)]
    [InlineData("down", HttpStatusCode.ServiceUnavailable)]
    public async Task Faults_are_answered_in_the_venues_words(string fault, HttpStatusCode expected)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Sites["coinbase"].Knobs.Set(fault switch { "rate" => new() { RateLimitedRate = 1 }, "ban" => new() { BanSeconds = 60 }, _ => new() { ErrorRate = 1 } });
        using var client = new CoinbaseClient(sandbox);
        var (status, text, answer) = await client.CallAsync("/v2/accounts");
        Assert.Equal(expected, status);
        Assert.Equal(fault == "down", answer.Headers.RetryAfter is null);
        Assert.Contains(fault == "ban" ? "1015" : fault == "rate" ? "rate_limit_exceeded" : "internal_server_error", text, StringComparison.Ordinal);
        sandbox.Sites["coinbase"].Knobs.Set(new KnobSettings());
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("/v2/accounts")).Status);
    }

    [Fact]
    public async Task Short_pages_still_lead_through_the_whole_list_and_an_unknown_code_is_a_wallet_like_any()
    {
        await using var sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        sandbox.Clock.Freeze();
        using var client = new CoinbaseClient(sandbox);
        var whole = (await client.WalkAsync("/v2/accounts/EUR/transactions?limit=100")).Count;
        sandbox.Sites["coinbase"].Knobs.Set(new KnobSettings { ShortPageRate = 0.5 });
        Assert.Equal(whole, (await client.WalkAsync("/v2/accounts/EUR/transactions?limit=100")).Count);
        sandbox.World.Credit("coinbase", "main", "QQQ", 1);
        var wallet = (await client.WalkAsync("/v2/accounts")).Single(w => w.GetProperty("currency").GetProperty("code").GetString() == "QQQ");
        Assert.Single(await client.WalkAsync($"/v2/accounts/{wallet.GetProperty("id").GetString()}/transactions"));
    }

    [Fact]
    public async Task A_skewed_venue_refuses_tokens_of_the_right_time()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Sites["coinbase"].Knobs.Set(new KnobSettings { ClockSkewSeconds = -90 });
        using var client = new CoinbaseClient(sandbox);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.CallAsync(Accounts)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync(Accounts, token: client.Token($"GET api.coinbase.com{Accounts}", TimeSpan.FromSeconds(-90)))).Status);
    }

    private static string? Error(string body) => JsonElement.Parse(body).GetProperty("errors")[0].GetProperty("id").GetString();
}
