using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Host.Tests;

/// <summary>What must not make anybody rich on paper.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class NetWorthTests(SmallDemo demo)
{
    [Fact]
    [Trait("Pain", "34")]
    [Trait("Pain", "26")]
    public async Task A_token_nobody_knows_is_shown_counted_as_unpriced_and_worth_nothing()
    {
        var before = Unpriced();

        await demo.PostAsync("knobs/bitfinex", new { unknownAsset = "FREECOIN" });
        await demo.Feed.UntilAsync("the token is there", () => Position("FREECOIN") is not null && Unpriced() > before, TimeSpan.FromMinutes(2));

        Assert.Equal(("1", null, null), ((string?)Position("FREECOIN")!["quantity"], (string?)Position("FREECOIN")!["price"], (string?)Position("FREECOIN")!["value"]));
        var problems = await demo.Http.GetFromJsonAsync<JsonArray>($"/api/accounts/{DemoTenant.Account("bitfinex")}/problems");
        Assert.Contains(problems!, p => p!.ToJsonString().Contains("FREECOIN", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Pain", "34")]
    public async Task A_price_that_jumps_at_its_only_venue_is_held_and_says_so_and_totals_do_not_follow_it()
    {
        await demo.Feed.UntilAsync("it has a price", () => demo.Price("leo") > 0 && (string?)demo.PriceOf("leo")!["state"] == "ok");
        var (price, total) = (demo.Price("leo"), demo.Value("bitfinex"));

        await demo.PostAsync("market", new { asset = "LEO", factor = 20, healsAfterSeconds = 6 });
        await demo.Feed.UntilAsync("the jump is held", () => ((string?)demo.PriceOf("leo")!["source"])!.StartsWith("held", StringComparison.Ordinal));

        Assert.Equal("stale", (string?)demo.PriceOf("leo")!["state"]);
        Assert.InRange(demo.Price("leo")!.Value / price!.Value, 0.75m, 1.26m);
        Assert.InRange(demo.Value("bitfinex")!.Value / total!.Value, 0.9m, 1.1m);
        await demo.Feed.UntilAsync("it is over", () => (string?)demo.PriceOf("leo")!["state"] == "ok");
        Assert.InRange(demo.Price("leo")!.Value / price.Value, 0.75m, 1.26m);
    }

    [Fact]
    [Trait("Pain", "3")]
    public async Task A_second_key_of_the_same_account_is_told_apart_and_nothing_counts_twice()
    {
        var (key, held) = (await demo.KeyAsync("kraken", "trade"), demo.Quantities("all"));
        var connected = await (await demo.Http.PostAsJsonAsync("/api/accounts", new { venue = "kraken", name = "The same again", key = (string)key["key"]!, secret = (string)key["secret"]! })).Content.ReadFromJsonAsync<JsonNode>();
        var account = (string)connected!["id"]!;

        var problems = new JsonArray();
        await demo.Feed.UntilAsync("the overlap is told", () => (problems = demo.Http.GetFromJsonAsync<JsonArray>($"/api/portfolio/problems?account={account}").GetAwaiter().GetResult()!).Count > 0, TimeSpan.FromMinutes(1));
        await demo.Feed.UntilAsync("it was read to the end", () => demo.StateOf(account) == "live", TimeSpan.FromMinutes(2));

        Assert.Contains("OVERLAPS_ACCOUNT", problems.ToJsonString(), StringComparison.Ordinal);
        var booked = await demo.Http.GetFromJsonAsync<JsonNode>($"/api/portfolio/{SmallDemo.Id("all")}/transactions?account={account}");
        Assert.DoesNotContain("nativeId", booked!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await demo.Feed.UntilAsync("holdings are as before", () => held.All(h => demo.Quantities("all").GetValueOrDefault(h.Key) == h.Value));
    }

    private int Unpriced() => demo.Total("bitfinex")!["unpricedCount"]!.GetValue<int>();

    private JsonNode? Position(string symbol) => demo.Feed.Values("portfolio", SmallDemo.Id("bitfinex")).Values.FirstOrDefault(v => (string?)v["symbol"] == symbol);
}
