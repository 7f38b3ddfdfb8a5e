using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Accounts;

public sealed class AccountApiTests
{
    [Fact]
    public async Task A_key_pasted_is_a_first_total_within_seconds_and_never_comes_out_again()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var answer = await platform.Http.PostAsJsonAsync("/api/accounts", Body(exchange, KeyNames.Fresh));
        await Eventually.HoldsAsync(() => platform.Told.Of<BalancesReported>().Any(), "balances", TimeSpan.FromSeconds(15));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
        var all = await platform.Http.GetStringAsync("/api/accounts") + await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(exchange.Server.Key("kraken", KeyNames.Fresh).Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(exchange.Server.Key("kraken", KeyNames.Fresh).Key, all, StringComparison.Ordinal);
        Assert.Equal(0, await platform.Database.ScalarAsync<long>($"select count(*) from ingestion.account where encode(credentials, 'escape') like '%{exchange.Server.Key("kraken", KeyNames.Fresh).Secret[..20]}%'"));
    }

    [Fact]
    [Trait("Pain", "49")]
    public async Task A_key_that_can_withdraw_is_refused_and_not_stored()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);

        var answer = await platform.Http.PostAsJsonAsync("/api/accounts", Body(exchange, KeyNames.Withdraw));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("EXCESSIVE_PERMISSION", told, StringComparison.Ordinal);
        Assert.Contains("without Funds: Withdraw", told, StringComparison.Ordinal);
        Assert.Equal(0, await platform.Database.ScalarAsync<long>("select count(*) from ingestion.account"));
    }

    [Theory]
    [InlineData(KeyNames.Fresh, true, "")]
    [InlineData(KeyNames.Limited, false, "Give the key also: Data: Query ledger entries, Orders and trades: Query closed orders & trades.")]
    [InlineData(KeyNames.Withdraw, false, "without Funds: Withdraw")]
    [InlineData(KeyNames.Revoked, false, "does not know this key")]
    public async Task A_key_can_be_tested_before_it_is_stored_and_what_is_missing_or_too_much_is_named(string key, bool ok, string named)
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);

        var answer = await platform.Http.PostAsJsonAsync("/api/accounts/test", Body(exchange, key));
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(ok, told.GetProperty("ok").GetBoolean());
        Assert.Equal(ok, told.GetProperty("advice").ValueKind == JsonValueKind.Null);
        Assert.Contains(named, told.GetProperty("advice").GetString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_resume_new_key_and_removal_are_told_to_everybody()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        var created = await (await platform.Http.PostAsJsonAsync("/api/accounts", Body(exchange, KeyNames.Fresh))).Content.ReadFromJsonAsync<JsonElement>();
        var path = "/api/accounts/" + created.GetProperty("id").GetString();
        await StateAsync(platform, "live", "polling");

        Assert.Equal(HttpStatusCode.NoContent, (await platform.Http.PostAsync(path + "/pause", null)).StatusCode);
        await StateAsync(platform, "paused");
        Assert.Equal(HttpStatusCode.NoContent, (await platform.Http.PostAsJsonAsync(path + "/key", Body(exchange, KeyNames.Trade))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await platform.Http.PostAsync(path + "/resume", null)).StatusCode);
        await StateAsync(platform, "importing", "live");
        Assert.Equal(HttpStatusCode.OK, (await platform.Http.GetAsync(path + "/problems")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await platform.Http.DeleteAsync(path)).StatusCode);

        await Eventually.HoldsAsync(() => platform.Told.Of<AccountChanged>().Any(a => a.Removed), "the removal");
        Assert.Empty(await platform.Http.GetFromJsonAsync<List<JsonElement>>("/api/accounts") ?? []);
        Assert.Equal(1, await platform.Database.ScalarAsync<long>("select count(*) from ingestion.account where length(credentials) = 0"));
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Http.DeleteAsync(path)).StatusCode);
    }

    [Fact]
    [Trait("Pain", "3")]
    public async Task One_key_cannot_be_connected_twice()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);
        await platform.Http.PostAsJsonAsync("/api/accounts", Body(exchange, KeyNames.Fresh));

        var again = await platform.Http.PostAsJsonAsync("/api/accounts", Body(exchange, KeyNames.Fresh));

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("nowhere", "k", "s")]
    [InlineData("kraken", "", "s")]
    [InlineData("kraken", "k", " ")]
    public async Task An_incomplete_request_is_refused_with_its_reason(string venue, string key, string secret)
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);

        var answer = await platform.Http.PostAsJsonAsync("/api/accounts", new { venue, key, secret });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("detail", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connect_page_learns_what_each_venue_needs()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await OpenAsync(exchange);

        var venues = await platform.Http.GetFromJsonAsync<List<JsonElement>>("/api/accounts/venues");

        Assert.Equal(6, venues!.Count);
        Assert.All(venues, v => Assert.NotEqual(0, v.GetProperty("keyGuide").GetProperty("needed").GetArrayLength()));
        Assert.Contains(venues, v => v.GetProperty("name").GetString() == "HTX");
    }

    private static async Task<Installation> OpenAsync(Exchange exchange)
    {
        var platform = await Installation.StartAsync([.. exchange.Addresses(), "--Ingestion:PublicData=false"]);
        await platform.EnsureTenantAsync();
        return platform;
    }

    private static object Body(Exchange exchange, string keyName)
    {
        var key = exchange.Server.Key("kraken", keyName);
        return new { venue = "kraken", name = "Mine", key = key.Key + " ", secret = key.Secret, passphrase = key.Passphrase };
    }

    private static Task StateAsync(Installation platform, params string[] states) => Eventually.HoldsAsync(
        async () => states.AsEnumerable().Contains(await platform.Database.ScalarAsync<string>("select state from ingestion.account")) || states.AsEnumerable().Contains((await platform.AnyAccountAsync())?.State), string.Join(" or ", states), TimeSpan.FromSeconds(40));
}
