using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

public sealed class RiskPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Risk_is_one_click_away_follows_the_feed_and_breaks_no_serious_rule_of_accessibility(int width, ColorScheme scheme)
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        var risk = new RiskScene(host);
        await risk.ExposuresAsync(0.0426);
        await risk.ReportAsync();
        await using var session = await chromium.OpenAsync(host.Url, width, 900, scheme);
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Risk", Exact = true }).ClickAsync();
        await Expect(Item(session, "method")).ToHaveCountAsync(4);
        await Expect(Item(session, "var").First).ToHaveTextAsync("4.26 %");
        await Expect(Item(session, "coverage")).ToContainTextAsync("97.5 % of the value, 365 days of returns; left out: ODD (no price)");
        await Expect(Item(session, "contribution").First).ToContainTextAsync("BTC");
        await Expect(Item(session, "scenario")).ToHaveCountAsync(2);
        await risk.ExposuresAsync(0.05);
        await Expect(Item(session, "var").First).ToHaveTextAsync("5.00 %");
        await Expect(Item(session, "warning")).ToHaveCountAsync(0);
        await risk.WarnAsync();
        await Expect(Item(session, "warning")).ToContainTextAsync("USDT left its band: 0.9931 dollars");
        await session.PictureAsync($"risk-{width}-{scheme}");
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        var violations = await session.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Derivatives_show_margins_positions_and_slopes_and_follow_the_marks(int width)
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        var risk = new RiskScene(host);
        await risk.ExposuresAsync(0.04);
        await risk.DerivativesAsync("96412.5", 0.183);
        await using var session = await chromium.OpenAsync(host.Url + "/?view=risk", width);
        await Expect(Item(session, "derivative")).ToHaveCountAsync(2);
        var perpetual = Item(session, "derivative").Filter(new() { HasText = "Binance BTCUSDT" });
        await Expect(perpetual).ToContainTextAsync("liquidated at 104,210; within a day with probability 3.12\u202f%");
        await Expect(Item(session, "derivative").Filter(new() { HasText = "Deribit" })).ToContainTextAsync("no price liquidates it");
        await Expect(Item(session, "margin-ratio")).ToContainTextAsync("18.30\u202f%");
        await Expect(Item(session, "underlying")).ToContainTextAsync("BTC");
        await risk.DerivativesAsync("99000", 0.44);
        await Expect(Item(session, "margin-ratio")).ToContainTextAsync("44.00\u202f%");
        await Expect(perpetual).ToContainTextAsync("99,000");
        await session.PictureAsync($"derivatives-{width}");
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        var violations = await session.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Too_little_history_is_said_instead_of_a_number_and_the_address_leads_back_to_the_page()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await new RiskScene(host).TooLittleAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/?view=risk");
        await Expect(Item(session, "not-enough")).ToHaveTextAsync("Not enough data: 12 days in which all assets have a return, and 20 are needed");
        await Expect(Item(session, "var")).ToHaveCountAsync(0);
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(session.Total).ToBeVisibleAsync();
        await session.Page.GoBackAsync();
        await Expect(Item(session, "not-enough")).ToBeVisibleAsync();
    }

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);
}
