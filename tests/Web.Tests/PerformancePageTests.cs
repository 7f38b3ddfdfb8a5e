using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What was earned, beside what, in which months and by whom, on the page of performance.</summary>
[Collection(DemoHost.Name)]
public sealed partial class PerformancePageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task Returns_stand_beside_a_benchmark_and_follow_the_chosen_period()
    {
        await using var session = await demo.SignInAsync("/performance", "analyst");
        var page = session.Page;
        await Expect(Item(session, "returns")).ToContainTextAsync(TimeWeighted(), new() { Timeout = Patience });
        await Expect(Item(session, "returns")).ToContainTextAsync("Money-weighted (XIRR)");
        await Expect(Item(session, "beside")).ToContainTextAsync("Holding BTC");
        var quarter = await Item(session, "returns").InnerTextAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Range of the chart" }).GetByRole(AriaRole.Button, new() { Name = "Year" }).ClickAsync();
        await Expect(Item(session, "returns")).Not.ToHaveTextAsync(quarter, new() { Timeout = Patience });
        Assert.Contains("range=365", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Group, new() { Name = "Benchmark" }).GetByRole(AriaRole.Button, new() { Name = "ETH" }).ClickAsync();
        await Expect(Item(session, "beside")).ToContainTextAsync("Holding ETH", new() { Timeout = Patience });
        await page.GetByRole(AriaRole.Group, new() { Name = "Benchmark" }).GetByRole(AriaRole.Button, new() { Name = "Nothing" }).ClickAsync();
        await Expect(Item(session, "beside")).ToHaveCountAsync(0);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Every_month_has_its_return_and_the_table_is_taken_along_as_CSV()
    {
        await using var session = await demo.OpenAsync("/performance");
        await Expect(Item(session, "year").First).ToContainTextAsync(Percent(), new() { Timeout = Patience });
        Assert.InRange(await Item(session, "year").CountAsync(), 1, 4);
        var panel = session.Page.GetByRole(AriaRole.Region, new() { Name = "Returns by month, time-weighted" });
        var csv = await session.Page.RunAndWaitForDownloadAsync(() => panel.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync(await csv.PathAsync())).Split("\r\n");
        Assert.StartsWith("year,Jan,Feb,", lines[0], StringComparison.Ordinal);
        Assert.Equal(await Item(session, "year").CountAsync(), lines.Length - 1);
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("?by=venue", 5)]
    [InlineData("?by=account", 5)]
    public async Task Parts_add_up_to_the_gain_and_to_the_time_weighted_return(string by, int least)
    {
        await using var session = await demo.OpenAsync("/performance" + by);
        await Expect(Item(session, "contribution-total")).ToBeVisibleAsync(new() { Timeout = Patience });
        Assert.True(await Item(session, "contribution").CountAsync() >= least);
        var panel = session.Page.GetByRole(AriaRole.Region, new() { Name = "Contribution to the return" });
        var csv = await session.Page.RunAndWaitForDownloadAsync(() => panel.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var parts = (await File.ReadAllTextAsync(await csv.PathAsync())).Split("\r\n").Skip(1).Select(line => line.Split(',')).ToArray();
        var whole = Item(session, "contribution-total").GetByRole(AriaRole.Cell);
        Assert.Equal(Number(await whole.Nth(1).InnerTextAsync()), Math.Round(parts.Sum(p => Number(p[2])) * 100, 2));
        Assert.InRange(parts.Sum(p => Number(p[1])) - Number(await Gain(session).InnerTextAsync()), -0.02, 0.02);
        Assert.Empty(session.Errors);
    }

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    private static ILocator Gain(PageSession session) => Item(session, "returns").Locator("dt", new() { HasText = "Gain" }).Locator("..").Locator("dd").First.Locator("[title]").First;

    /// <summary>A number as it is written on the page or in a file.</summary>
    private static double Number(string text) => double.Parse(NoDigits().Replace(text.Replace('−', '-'), ""), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Time-weighted\s*[▲▼]?\s*[+−]?\d+\.\d\d")]
    private static partial Regex TimeWeighted();

    [GeneratedRegex(@"[+−]?\d+\.\d\d\s%")]
    private static partial Regex Percent();

    [GeneratedRegex("[^0-9.Ee-]")]
    private static partial Regex NoDigits();
}
