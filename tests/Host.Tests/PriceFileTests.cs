using System.Globalization;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>The whole product over a replayed price file: <c>--prices FILE</c>.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class PriceFileTests
{
    [Fact]
    public async Task Over_a_price_file_the_demo_is_imported_valued_at_its_prices_and_the_total_moves()
    {
        using var data = new TemporaryFolder();
        var file = Path.Combine(data.Path, "prices.csv");
        var first = new DateTime(2021, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        var rows = Enumerable.Range(0, 24 * 12).Select(h => string.Create(CultureInfo.InvariantCulture, $"{first.AddHours(h):yyyy-MM-dd HH:mm:ss},{77_000 + h},{4_321 + h}"));
        await File.WriteAllLinesAsync(file, ["open_time_utc,BTC,ETH", .. rows]);
        var origin = TimeProvider.System.GetUtcNow().AddDays(-9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] words =
        [
            "--port", "0", "--data", Path.Combine(data.Path, "data"), "--prices", file, $"--Sandbox:Origin={origin}T00:00:00Z", "--Sandbox:EnforceLimits=false", "--Sandbox:LiveFillEvery=00:00:00",
            "--Ingestion:CandleDays=9", "--Ingestion:CandleHourDays=9",
        ];
        await using var host = await PlatformHost.StartAsync(words, Product.Parts, CancellationToken.None);
        await using var feed = await FeedReader.OpenAsync(await Visitor.SignInAsync(await host.FirstAddressAsync(CancellationToken.None)), ("accounts", null), ("prices", null), ("portfolio", SmallDemo.Id("all")));

        JsonNode? Total() => feed.Value("portfolio", SmallDemo.Id("all"), "total");
        string States() => string.Join(", ", feed.Values("accounts", null).Values.Select(a => $"{a["venue"]} {a["state"]}"));
        await feed.UntilAsync("all accounts are live", () => DemoTenant.Venues.All(v => (string?)feed.Value("accounts", null, DemoTenant.Account(v).ToString())?["state"] is "live"), TimeSpan.FromMinutes(4), States);
        await feed.UntilAsync("the whole total", () => Total()?["complete"]?.GetValue<bool>() == true && (string?)Total()!["value"] is not null, TimeSpan.FromMinutes(1));

        Assert.InRange(Price(feed, "btc"), 77_150m, 77_350m);
        Assert.InRange(Price(feed, "eth"), 4_500m, 4_600m);
        var seen = (string?)Total()!["value"];
        await feed.UntilAsync("the total moves", () => (string?)Total()!["value"] != seen);
    }

    private static decimal Price(FeedReader feed, string asset) => decimal.Parse((string)feed.Value("prices", null, asset)!["usd"]!, CultureInfo.InvariantCulture);
}
