using System.Net;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Huobi;

/// <summary>Signatures, times, rights, limits, errors and faults in the venue's own words.</summary>
public sealed class HuobiCallTests(FrozenWorld world) : IClassFixture<FrozenWorld>
{
    private const string Accounts = "/v1/account/accounts";

    [Fact]
    public async Task A_wrong_secret_key_time_or_a_get_with_a_body_is_refused()
    {
        using var client = new HuobiClient(world.Sandbox);
        Assert.Contains("Verification failure", (await client.CallAsync(Accounts, secret: "wrong")).Body, StringComparison.Ordinal);
        Assert.Contains("Invalid submission time", (await client.CallAsync(Accounts, shift: TimeSpan.FromMinutes(-6))).Body, StringComparison.Ordinal);
        Assert.Equal(1003, JsonElement.Parse((await client.CallAsync("/v2/user/uid", secret: "wrong")).Body).GetProperty("code").GetInt32());
        using var revoked = new HuobiClient(world.Sandbox, KeyNames.Revoked);
        Assert.Equal("api-signature-not-valid", Word((await revoked.CallAsync(Accounts)).Body));
        using var http = new HttpClient { BaseAddress = world.Sandbox.Endpoints["huobi"].Rest };
        using var request = new HttpRequestMessage(HttpMethod.Get, Accounts + "?" + client.Query(HttpMethod.Get, Accounts, null)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_changed_parameter_breaks_the_signature()
    {
        using var client = new HuobiClient(world.Sandbox);
        using var http = new HttpClient { BaseAddress = world.Sandbox.Endpoints["huobi"].Rest };
        var query = client.Query(HttpMethod.Get, "/v1/order/matchresults", new() { ["symbol"] = "ethusdt" });
        Assert.Equal("ok", JsonElement.Parse(await http.GetStringAsync("/v1/order/matchresults?" + query)).GetProperty("status").GetString());
        Assert.Equal("api-signature-not-valid", Word(await http.GetStringAsync("/v1/order/matchresults?" + query.Replace("ethusdt", "btcusdt"))));
    }

    [Fact]
    public async Task The_key_tells_its_rights_and_its_days_and_history_is_closed_to_the_limited_one()
    {
        using var withdraw = new HuobiClient(world.Sandbox, KeyNames.Withdraw);
        var key = (await withdraw.GetAsync("/v2/user/api-key", new() { ["uid"] = "1" })).GetProperty("data")[0];
        Assert.Equal(("readOnly,trade,withdraw", 60), (key.GetProperty("permission").GetString(), key.GetProperty("validDays").GetInt32()));
        using var limited = new HuobiClient(world.Sandbox, KeyNames.Limited);
        Assert.Contains("API key has no permission", (await limited.CallAsync("/v1/order/matchresults")).Body, StringComparison.Ordinal);
        Assert.Equal(1002, JsonElement.Parse((await limited.CallAsync("/v2/account/ledger")).Body).GetProperty("code").GetInt32());
        Assert.True((await limited.GetAsync("/v2/user/uid")).GetProperty("data").GetInt64() > 0);
    }

    [Fact]
    public async Task Symbols_currencies_prices_and_candles_need_no_key_and_are_lower_case()
    {
        using var client = new HuobiClient(world.Sandbox);
        var count = world.Sandbox.Truth.Markets("huobi").Count;
        foreach (var path in (string[])["/v1/common/symbols", "/v2/settings/common/symbols", "/v1/settings/common/market-symbols", "/market/tickers"])
        {
            var data = (await client.PublicAsync(path)).GetProperty("data");
            Assert.Equal(count, data.GetArrayLength());
            Assert.Contains(data.EnumerateArray(), s => s.GetProperty("symbol").GetString() == "btcusdt");
        }

        var tether = (await client.PublicAsync("/v2/reference/currencies")).GetProperty("data").EnumerateArray().Single(c => c.GetProperty("currency").GetString() == "usdt");
        Assert.Equal("usdterc20", tether.GetProperty("chains")[0].GetProperty("chain").GetString());
        Assert.Contains((await client.PublicAsync("/v1/common/currencys")).GetProperty("data").EnumerateArray(), c => c.GetString() == "htx");
        Assert.Equal(1, (await client.PublicAsync("/v2/market-status")).GetProperty("data").GetProperty("marketStatus").GetInt32());
        Assert.True((await client.PublicAsync("/v1/common/timestamp")).GetProperty("data").GetInt64() > 0);
        var tick = (await client.PublicAsync("/market/detail/merged?symbol=ethusdt")).GetProperty("tick");
        Assert.Equal(world.Sandbox.Truth.Price("huobi", "ETH/USDT", world.Sandbox.Clock.GetUtcNow()), HuobiClient.Number(tick.GetProperty("close")));
    }

    [Fact]
    public async Task Candles_come_newest_first_and_days_begin_at_midnight_in_singapore()
    {
        using var client = new HuobiClient(world.Sandbox);
        var hours = (await client.PublicAsync("/market/history/kline?symbol=ethusdt&period=60min&size=4")).GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()).ToList();
        Assert.Equal([hours[0], hours[0] - 3600, hours[0] - 7200, hours[0] - 10800], hours);
        var from = (await client.PublicAsync($"/market/history/candles?symbol=ethusdt&period=60min&size=2&from={hours[3]}")).GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetInt64());
        Assert.Equal([hours[2], hours[3]], from);
        var day = (await client.PublicAsync("/market/history/kline?symbol=ethusdt&period=1day&size=1")).GetProperty("data")[0].GetProperty("id").GetInt64();
        Assert.Equal(0, (day + (8 * 3600)) % 86_400);
        foreach (var wrong in (string[])["symbol=none&period=1day", "symbol=ethusdt&period=1hour", "symbol=ethusdt&period=1day&size=2001"])
            Assert.Equal("invalid-parameter", (await client.PublicAsync("/market/history/kline?" + wrong)).GetProperty("err-code").GetString());
        Assert.Equal("invalid-parameter", (await client.PublicAsync("/market/detail/merged?symbol=none")).GetProperty("err-code").GetString());
    }

    [Theory]
    [InlineData("/v1/account/accounts/1/balance", "", "account-get-accounts-inexistent-error")]
    [InlineData("/v1/query/deposit-withdraw", "", "validation-format-error")]
    [InlineData("/v1/query/deposit-withdraw", "type=deposit&size=501", "validation-format-error")]
    [InlineData("/v1/order/matchresults", "symbol=none", "invalid-parameter")]
    [InlineData("/v1/order/matchresults", "size=501", "validation-format-error")]
    [InlineData("/v1/order/matchresults", "start-time=soon", "validation-format-error")]
    [InlineData("/v1/account/history", "size=0", "validation-format-error")]
    [InlineData("/v1/order/orders/1", "", "base-record-invalid")]
    [InlineData("/v1/order/orders", "start-time=1", "base-date-limit-error")]
    public async Task Wrong_calls_are_answered_with_the_word_of_v1(string path, string query, string word)
    {
        using var client = new HuobiClient(world.Sandbox);
        var (status, body, _) = await client.CallAsync(path, query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]));
        Assert.Equal((HttpStatusCode.OK, word), (status, Word(body)));
    }

    [Fact]
    public async Task Valuation_points_and_a_long_ledger_limit_answer_in_the_v2_envelope()
    {
        using var client = new HuobiClient(world.Sandbox);
        Assert.True(HuobiClient.Number((await client.GetAsync("/v2/account/asset-valuation")).GetProperty("data").GetProperty("balance")) > 1000);
        Assert.Equal("0", (await client.GetAsync("/v2/point/account")).GetProperty("data").GetProperty("acctBalance").GetString());
        Assert.Equal(2002, JsonElement.Parse((await client.CallAsync("/v2/account/ledger", new() { ["limit"] = "501" })).Body).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_21st_call_for_fills_within_two_seconds_is_refused_and_headers_count_down()
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Clock.Freeze();
        using var client = new HuobiClient(sandbox);
        for (var i = 0; i < 20; i++)
        {
            var (status, _, answer) = await client.CallAsync("/v1/order/matchresults");
            Assert.Equal((HttpStatusCode.OK, (19 - i).ToString()), (status, answer.Headers.GetValues("X-HB-RateLimit-Requests-Remain").Single()));
        }

        var (refused, body, _) = await client.CallAsync("/v1/order/matchresults");
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate-too-many-requests"), (refused, Word(body)));
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync(Accounts)).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("/v1/order/matchresults")).Status);
    }

    [Theory]
    [InlineData("rate", HttpStatusCode.TooManyRequests, "rate-too-many-requests")]
    [InlineData("ban", HttpStatusCode.Forbidden, "rate-too-many-requests")]
    [InlineData("down", HttpStatusCode.InternalServerError, "gateway-internal-error")]
    public async Task Faults_are_answered_in_the_venues_words(string fault, HttpStatusCode expected, string word)
    {
        await using var sandbox = await Sandboxes.StartAsync();
        sandbox.Sites["huobi"].Knobs.Set(fault switch { "rate" => new() { RateLimitedRate = 1 }, "ban" => new() { BanSeconds = 60 }, _ => new() { ErrorRate = 1 } });
        using var client = new HuobiClient(sandbox);
        var (status, body, _) = await client.CallAsync(Accounts);
        Assert.Equal((expected, word), (status, Word(body)));
        sandbox.Sites["huobi"].Knobs.Set(new KnobSettings { ShortPageRate = 1 });
        Assert.Equal(4, (await client.GetAsync("/v1/query/deposit-withdraw", new() { ["type"] = "deposit", ["size"] = "12" })).GetProperty("data").GetArrayLength());
        sandbox.Sites["huobi"].Knobs.Set(new KnobSettings { ClockSkewSeconds = 400 });
        Assert.Contains("Invalid submission time", (await client.CallAsync(Accounts)).Body, StringComparison.Ordinal);
    }

    private static string? Word(string body) => JsonElement.Parse(body).GetProperty("err-code").GetString();
}
