using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Faults;

public sealed class ControlApiTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync();
        _http = new HttpClient { BaseAddress = _sandbox.Control };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task It_tells_where_each_venue_is_and_with_which_keys()
    {
        var venues = (await GetAsync("/venues")).GetProperty("venues").EnumerateArray().ToDictionary(v => v.GetProperty("venue").GetString()!, StringComparer.Ordinal);
        Assert.Equal(_sandbox.Endpoints.Keys.Order(StringComparer.Ordinal), venues.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(_sandbox.Endpoints["kraken"].Stream.ToString(), venues["kraken"].GetProperty("stream").GetString());
        Assert.All(venues.Values, v => Assert.Equal(6, v.GetProperty("keys").GetArrayLength()));
        var key = venues["binance"].GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("name").GetString() == KeyNames.Withdraw);
        Assert.Equal((_sandbox.Key("binance", KeyNames.Withdraw).Secret, true), (key.GetProperty("secret").GetString(), key.GetProperty("rights").GetString()!.Contains("Withdraw", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_tells_the_truth_now_and_at_a_time()
    {
        var at = Sandboxes.Noon.AddDays(-10);
        var then = await GetAsync("/truth/kraken/main?at=" + Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture)));
        Assert.Equal(_sandbox.Truth.Events("kraken", AccountNames.Main, at).Count, then.GetProperty("entries").GetArrayLength());
        Assert.Equal(_sandbox.Truth.Balances("kraken", AccountNames.Main, at).Select(b => (b.Asset, b.Wallet, b.Amount)),
            then.GetProperty("balances").EnumerateArray().Select(b => (b.GetProperty("asset").GetString()!, b.GetProperty("wallet").GetString()!, decimal.Parse(b.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture))));
        Assert.True((await GetAsync("/truth/kraken/main")).GetProperty("entries").GetArrayLength() > then.GetProperty("entries").GetArrayLength());
        Assert.DoesNotContain("0\"", then.GetProperty("balances").EnumerateArray().Select(b => b.GetProperty("amount").GetRawText()).Where(a => a.Contains('.', StringComparison.Ordinal)).Select(a => a[^2..]));
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/truth/kraken/nobody")).StatusCode);
    }

    [Fact]
    public async Task It_moves_the_clock()
    {
        Assert.False((await GetAsync("/clock")).GetProperty("isFrozen").GetBoolean());
        Assert.True((await PostAsync("/clock", """{"freeze":true}""")).GetProperty("isFrozen").GetBoolean());
        var advanced = await PostAsync("/clock", """{"advanceSeconds":3600}""");
        Assert.Equal((Sandboxes.Noon.AddHours(1), true), (advanced.GetProperty("now").GetDateTimeOffset(), advanced.GetProperty("isFrozen").GetBoolean()));
        Assert.False((await PostAsync("/clock", """{"release":true}""")).GetProperty("isFrozen").GetBoolean());
        Assert.Equal(Sandboxes.Noon.AddHours(1), _sandbox.World.Now);
    }

    [Fact]
    public async Task It_sets_knobs_and_hands_out_an_unknown_asset()
    {
        var knobs = await PostAsync("/knobs/kraken", """{"latencyMs":5,"unknownAsset":"ZZQ"}""");
        Assert.Equal(5, knobs.GetProperty("latencyMs").GetInt32());
        Assert.Equal(5, _sandbox.Sites["kraken"].Knobs.Current.LatencyMs);
        Assert.Contains(_sandbox.Truth.Balances("kraken", AccountNames.Main), b => b is { Asset: "ZZQ", Amount: 1 });
        using var client = new Kraken.KrakenClient(_sandbox);
        Assert.Equal("1.0000000000", (await client.ResultAsync("Balance")).GetProperty("ZZQ").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/knobs/nowhere")).StatusCode);
    }

    [Fact]
    public async Task It_shakes_the_market_and_credits_accounts()
    {
        var before = _sandbox.Truth.Usd("USDT", Sandboxes.Noon);
        var shaken = await PostAsync("/market", """{"asset":"USDT","factor":0.9,"healsAfterSeconds":3600}""");
        Assert.Equal(before * 0.9, shaken.GetProperty("usd").GetDouble(), 9);
        Assert.Equal(_sandbox.Truth.Usd("USDT", Sandboxes.Noon.AddHours(2)), _sandbox.World.Prices.UsdAt("USDT", Sandboxes.Noon.AddHours(2)));
        var credited = await PostAsync("/credit/binance/fresh", """{"asset":"BTC","amount":"0.25"}""");
        Assert.Equal("0.25", credited.GetProperty("legs")[0].GetProperty("amount").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/market")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/credit/binance/nobody")).StatusCode);
    }

    private async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await _http.GetStringAsync(path));

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
