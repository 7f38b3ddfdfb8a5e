using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Tests.Queries;

public sealed class TransactionPageTests
{
    [Fact]
    [Trait("Pain", "41")]
    public async Task Pages_follow_each_other_over_all_accounts_without_gap_or_repetition()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(
            t.Page(t.Kraken, [.. Enumerable.Range(0, 30).Select(i => LedgerTenant.Fact($"k{i}", i / 3, TransactionKind.Deposit, (i % 2 == 0 ? "BTC" : "ETH", "1")))]),
            t.Page(t.Binance, [.. Enumerable.Range(0, 17).Select(i => LedgerTenant.Fact($"b{i}", i / 2, TransactionKind.Deposit, ("BTC", "1")))]));
        using var client = new HttpClient { BaseAddress = new Uri(t.Host.Url) };
        Assert.Equal(47, (await AllAsync(client, $"/api/portfolio/{t.All}/transactions?limit=10")).Distinct().Count());
        Assert.Equal(32, (await AllAsync(client, $"/api/portfolio/{t.All}/transactions?limit=7&asset=btc")).Count);
        Assert.Equal(17, (await AllAsync(client, $"/api/portfolio/{t.All}/transactions?limit=5&account={t.Binance}")).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/portfolio/{t.All}/transactions?after=nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/portfolio/{Guid.Empty}/transactions")).StatusCode);
        Assert.Equal("[]", await client.GetStringAsync("/api/portfolio/problems"));
        Assert.Equal("[]", await client.GetStringAsync("/api/portfolio/transfers"));
    }

    private static async Task<List<string>> AllAsync(HttpClient client, string url)
    {
        var found = new List<string>();
        for (var after = ""; ;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>(url + after);
            found.AddRange(page.GetProperty("transactions").EnumerateArray().Select(r => $"{r.GetProperty("time").GetString()} {r.GetProperty("id").GetString()}"));
            if (page.GetProperty("next").GetString() is not { } next) return found;
            after = $"&after={next}";
        }
    }
}
