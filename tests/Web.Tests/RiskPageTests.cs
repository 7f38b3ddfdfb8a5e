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
        await Expect(Item(session, "scenario").First).ToContainTextAsync("27.66");
        await Expect(Item(session, "asset-share").First).ToContainTextAsync("62.00");
        await Expect(Item(session, "venue-share")).ToContainTextAsync("HTX");
        await Expect(Item(session, "chain-share").Nth(1)).ToContainTextAsync("Ethereum");
        await Expect(Item(session, "issuer-share")).ToContainTextAsync("Tether");
        await Expect(Item(session, "liquidity-var")).ToHaveTextAsync(["5.61\u202f%", "7.83\u202f%"]);
        await Expect(Item(session, "way-out").First).ToContainTextAsync("BTC 50.0\u202f% over 3 days");
        await Expect(Item(session, "way-out").Nth(1)).ToContainTextAsync("into its order book at a cost of 1.23\u202f% (its levels take 80\u202f%)");
        await Expect(Item(session, "liquidity-coverage")).ToContainTextAsync("by order books 22\u202f%, by a tenth of a day’s volume 74\u202f%, unknown 4\u202f%");
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
        await Expect(Item(session, "derivative").Filter(new() { HasText = "Deribit" })).ToContainTextAsync("shares the wallet’s margin");
        await Expect(Item(session, "margin-ratio").Filter(new() { HasText = "Binance" })).ToContainTextAsync("18.30\u202f%");
        await Expect(Item(session, "margin-path")).ToContainTextAsync("Deribit BTC: liquidated if BTC falls to 61,204.2; within a day with probability of at most 0.07\u202f%");
        await Expect(Item(session, "margin-path")).ToContainTextAsync("liquidated");
        await Expect(Item(session, "underlying")).ToContainTextAsync("BTC");
        await risk.DerivativesAsync("99000", 0.44);
        await Expect(Item(session, "margin-ratio").Filter(new() { HasText = "Binance" })).ToContainTextAsync("44.00\u202f%");
        await Expect(perpetual).ToContainTextAsync("99,000");
        await session.PictureAsync($"derivatives-{width}");
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        var violations = await session.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task What_is_open_stands_beside_the_balances_with_the_equity_they_make_and_nothing_is_said_where_nothing_is_open(int width, ColorScheme scheme)
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        var risk = new RiskScene(host);
        await risk.ExposuresAsync(0.04);
        await risk.DerivativesAsync("96412.5", 0.183);
        await using var session = await chromium.OpenAsync(host.Url + "/?view=risk", width, 900, scheme);
        await Expect(Item(session, "derivative")).ToHaveCountAsync(2);
        await Expect(Item(session, "equity")).ToHaveCountAsync(0);
        await risk.EquityAsync("-1204.5", "6421913.9471");
        await Expect(Item(session, "equity-balances")).ToHaveTextAsync("$6,423,118.45");
        await Expect(Item(session, "equity-derivatives")).ToContainTextAsync("1,204.50");
        await Expect(Item(session, "equity")).ToHaveTextAsync("$6,421,913.95");
        await risk.EquityAsync("20000", "6443118.4471");
        await Expect(Item(session, "equity")).ToHaveTextAsync("$6,443,118.45");
        await session.PictureAsync($"equity-{width}-{scheme}");
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        Assert.Empty(await session.ViolationsAsync());
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
