using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Archive;

/// <summary>A transaction is proven down to the bytes its venue sent.</summary>
public sealed class RawPageTests
{
    [Fact]
    public async Task A_page_is_opened_byte_for_byte_by_its_account_and_each_opening_is_on_record()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("kraken"), .. exchange.Demo("huobi"), "--Ingestion:PublicData=false"]);
        foreach (var venue in (string[])["kraken", "huobi"]) await Eventually.HoldsAsync(() => platform.Told.Of<TransactionsRecorded>().Any(m => m.Account == DemoTenant.Account(venue)), $"a page of {venue}", TimeSpan.FromSeconds(60));
        var told = platform.Told.Of<TransactionsRecorded>().First(m => m.Account == DemoTenant.Account("kraken"));

        var answer = await platform.Http.GetAsync(Path("kraken", told.Page));
        var page = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl!.NoStore));
        var bytes = page.GetProperty("body").GetBytesFromBase64();
        Assert.Equal(told.RawPageHash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(("kraken", $"{told.Page}"), (page.GetProperty("venue").GetString(), page.GetProperty("page").GetString()));
        Assert.Contains(told.Transactions[0].NativeId.Split(':', '#')[0], System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(1, await EntriesAsync(platform, told.Page));

        foreach (var other in (string[])[Path("huobi", told.Page), Path("kraken", Guid.NewGuid()), $"/api/accounts/{Guid.NewGuid()}/pages/{told.Page}"])
            Assert.Equal(HttpStatusCode.NotFound, (await platform.Http.GetAsync(other)).StatusCode);
        Assert.Equal(1, await EntriesAsync(platform, told.Page));
    }

    [Fact]
    public async Task Answers_about_balances_are_no_pages_of_the_history()
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("kraken"), "--Ingestion:PublicData=false"]);
        Guid? balances = null;
        await Eventually.HoldsAsync(async () => (balances = await platform.Database.ScalarAsync<Guid?>("select page_id from ingestion.raw_page where stream = 'balances' limit 1")) is not null, "balances were archived", TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Http.GetAsync(Path("kraken", balances!.Value))).StatusCode);
    }

    private static string Path(string venue, Guid page) => $"/api/accounts/{DemoTenant.Account(venue)}/pages/{page}";

    private static Task<long> EntriesAsync(Installation platform, Guid page) =>
        platform.Database.ScalarAsync<long>($"select count(*) from platform.audit_entry where action = 'page.opened' and subject = '{page}' and outcome = 'done'");
}
