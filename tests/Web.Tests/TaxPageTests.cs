using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The page of taxes, in a real browser against the real host with the demo's ledger.</summary>
[Collection(DemoHost.Name)]
public sealed partial class TaxPageTests(DemoHost demo)
{
    [Fact]
    [Trait("Pain", "22")]
    public async Task A_year_is_chosen_compared_by_method_traced_to_its_lots_and_downloaded_with_the_total_the_page_shows()
    {
        await using var session = await demo.SignInAsync("/tax");
        var page = session.Page;
        await BeginAsync(session, "United States");
        await Expect(Item(session, "law")).ToContainTextAsync("USD · wallet by wallet", new() { Timeout = Patience });
        await ChooseAsync(page, "Tax year", LastYear);
        await Expect(Item(session, "method")).ToHaveCountAsync(4, new() { Timeout = Patience });
        await Expect(Item(session, "method").First).ToContainTextAsync("as set");
        await Expect(Item(session, "bridge-line").Last).ToContainTextAsync("Realised for tax");
        await ChooseAsync(page, "Method", "Highest cost first");
        var highest = await Item(session, "method").Filter(new() { HasText = "Highest cost first" }).Locator("td").Nth(1).Locator("span").First.GetAttributeAsync("title");
        await Expect(Gain(session)).ToHaveAttributeAsync("title", highest!, new() { Timeout = Patience });
        await ChooseAsync(page, "Method", "As set: First in, first out");
        await SeesWhereARowComesFromAsync(session);
        await Expect(Item(session, "tax-problem").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(Item(session, "sensitive").First).ToBeVisibleAsync();
        await ReportHasThePagesTotalAsync(session);
        Assert.True(session.Errors.Count == 0, string.Join("; ", session.Errors));
    }

    [Fact]
    public async Task No_screen_breaks_a_serious_rule_of_accessibility_or_is_wider_than_it_is()
    {
        await using var session = await demo.OpenAsync($"/tax?year={LastYear}");
        await Expect(Item(session, "disposal").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Item(session, "disposal").First.GetByRole(AriaRole.Button).ClickAsync();
        foreach (var width in new[] { 390, 1280, 2560 })
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await session.ShowAtAsync(width, scheme);
                await Expect(Item(session, "lot-trace")).ToBeVisibleAsync();
                await session.PictureAsync($"tax-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
                var violations = await session.ViolationsAsync();
                Assert.True(violations.Count == 0, $"{width} {scheme}:\n{string.Join("\n", violations)}");
                Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
                Assert.True(session.Errors.Count == 0, string.Join("; ", session.Errors));
            }
    }

    private static async Task SeesWhereARowComesFromAsync(PageSession session)
    {
        var row = Item(session, "disposal").First;
        await row.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(Item(session, "lot-trace")).ToContainTextAsync(EntryId());
        await Expect(Item(session, "lot-trace")).ToContainTextAsync("Acquired");
        await row.GetByRole(AriaRole.Button, new() { Name = "Hide" }).ClickAsync();
        await Expect(Item(session, "lot-trace")).ToHaveCountAsync(0);
    }

    private static async Task ReportHasThePagesTotalAsync(PageSession session)
    {
        var report = await MakeReportAsync(session);
        var lines = (await TextAsync(session, report, "form-8949.csv")).TrimEnd('\n').Split('\n');
        var gain = lines[0].Split(',').ToList().IndexOf("gain");
        var rows = lines[1..].Where(l => !l.StartsWith("total", StringComparison.Ordinal)).Select(l => l.Split(',')).ToArray();
        Assert.True(rows.Length > 10, $"{rows.Length} rows");
        var shown = decimal.Parse((await Gain(session).GetAttributeAsync("title"))!, CultureInfo.InvariantCulture);
        Assert.Equal(shown, rows.Sum(r => decimal.Parse(r[gain], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("Sold with[0-9a-f]{8}-")]
    private static partial Regex EntryId();
}
