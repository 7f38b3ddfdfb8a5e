using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Host.Tests;

/// <summary>A venue answers nobody for an hour.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class DarkVenueTests(SmallDemo demo)
{
    // Traded at Kraken and Bitfinex only: with one of them dark there is one left, and no majority that outvotes the dark one's last price.
    private const string Rare = "xmr";

    [Fact]
    public async Task For_an_hour_in_the_dark_assets_listed_elsewhere_reprice_within_two_seconds_and_its_holdings_stay_marked_with_their_age()
    {
        await demo.Feed.UntilAsync("it has a price", () => demo.Price(Rare) > 0);
        var held = demo.Quantities("kraken");

        await demo.PostAsync("knobs/kraken", new { darkSeconds = 3_600 });
        await demo.Feed.UntilAsync("the venue is down", () => demo.State("kraken") == "venue-down", TimeSpan.FromMinutes(1));
        await RepricesAsync();
        await demo.PassAsync(3_000);
        await RepricesAsync();

        await demo.Feed.UntilAsync("every total that contains it says how old", () => demo.Age("all") > 3_000 && demo.Age("kraken") > 3_000);
        foreach (var portfolio in new[] { "all", "kraken" }) await demo.Feed.UntilAsync("it alone is old", () => Old(portfolio).SequenceEqual([DemoTenant.Account("kraken").ToString()]), TimeSpan.FromMinutes(2));
        Assert.Equal(held, demo.Quantities("kraken"));
        Assert.All(held.Keys, asset => Assert.True(demo.Feed.Value("portfolio", SmallDemo.Id("kraken"), asset)!["balanceAge"]!.GetValue<int>() > 3_000));

        await demo.PassAsync(700);
        await demo.Feed.UntilAsync("it comes back by itself", () => demo.State("kraken") == "live" && !Old("all").Any(), TimeSpan.FromMinutes(2));
    }

    private IEnumerable<string> Old(string portfolio) => demo.Total(portfolio)!["oldBalances"]!.AsArray().Select(a => (string)a!);

    /// <summary>The market moves by a tenth; the feed must tell it within two seconds. A machine that has other things to do may miss it once or twice.</summary>
    private async Task RepricesAsync()
    {
        for (var left = 5; ; left--)
        {
            var (before, watch) = (demo.Price(Rare), System.Diagnostics.Stopwatch.StartNew());
            await demo.PostAsync("market", new { asset = Rare.ToUpperInvariant(), factor = 1.1 });
            await demo.Feed.UntilAsync($"{Rare} moves from {before}", () => demo.Price(Rare) > before * 1.07m);
            if (watch.Elapsed < TimeSpan.FromSeconds(2)) return;
            Assert.True(left > 0, $"It took {watch.Elapsed.TotalSeconds} s.");
        }
    }
}
