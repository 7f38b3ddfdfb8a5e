using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The parts of the overview that lead further: what the total is made of, what moved most, a price in each row, and where ledger and venue part.</summary>
[Collection(DemoHost.Name)]
public sealed partial class OverviewPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task The_total_is_told_by_asset_by_account_by_venue_and_by_chain()
    {
        await using var session = await demo.SignInAsync("/");
        var ways = session.Page.GetByRole(AriaRole.Group, new() { Name = "Allocation by" });
        var ring = session.Page.GetByTestId("chart-allocation");
        await Expect(ring.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", Shares(), new() { Timeout = Patience });
        await ways.GetByRole(AriaRole.Button, new() { Name = "Account" }).ClickAsync();
        await Expect(ring.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5, new() { Timeout = Patience });
        await Expect(ring.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Kraken demo" })).ToHaveCountAsync(1);
        await ways.GetByRole(AriaRole.Button, new() { Name = "Venue" }).ClickAsync();
        await Expect(ring.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "HTX" })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(ring.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "demo" })).ToHaveCountAsync(0);
        await ways.GetByRole(AriaRole.Button, new() { Name = "Chain" }).ClickAsync();
        await Expect(ring.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Bitcoin" })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(ring.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "HTX" })).ToHaveCountAsync(0);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task What_moved_most_leads_to_its_transactions_and_each_row_of_a_wide_table_draws_its_week()
    {
        await using var session = await demo.OpenAsync("/", 1700);
        await Expect(session.Page.GetByTestId("movers")).ToContainTextAsync("Moved most", new() { Timeout = Patience });
        await session.Page.GetByTestId("movers").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(session.Page.GetByTestId("transaction").First).ToBeVisibleAsync(new() { Timeout = Patience });
        Assert.Contains("asset=", session.Page.Url, StringComparison.Ordinal);
        await session.Page.GotoAsync(demo.Url + "/positions");
        await Expect(session.Row("BTC").GetByRole(AriaRole.Img, new() { NameRegex = new("^seven days, (up|down)$") })).ToBeVisibleAsync(new() { Timeout = Patience });
        Assert.Empty(session.Errors);
    }

    [GeneratedRegex(@"^\w+ \d+\.\d\s%, ")]
    private static partial Regex Shares();
}
