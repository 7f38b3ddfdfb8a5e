using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>From totals down to what they are made of, and what if: lots, frozen venues, flows and benchmark, studies of risk.</summary>
[Collection(DemoHost.Name)]
public sealed partial class DrillDownPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task A_position_is_opened_down_to_its_lots_and_a_lot_to_the_transaction_that_acquired_it()
    {
        await using var session = await demo.SignInAsync("/positions");
        var page = session.Page;
        await session.Row("ETH").GetByRole(AriaRole.Link, new() { Name = "ETH", Exact = true }).ClickAsync();
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "Position ETH" });
        await Expect(Item(session, "entity-lots")).ToHaveCountAsync(2, new() { Timeout = Patience });
        await Expect(Item(session, "lot-sum").First).ToContainTextAsync("cost", new() { Timeout = Patience });
        await Expect(detail).ToContainTextAsync("The figures above are at average cost.");
        var dated = Item(session, "lot").GetByRole(AriaRole.Link).First;
        await Expect(dated).ToBeVisibleAsync(new() { Timeout = Patience });
        await session.PictureAsync("lots-1280-light");
        Assert.Empty(await session.ViolationsAsync());
        await dated.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Transaction" }).GetByTestId("ledger-record").First).ToContainTextAsync("In the chain", new() { Timeout = Patience });
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_venue_that_freezes_withdrawals_takes_what_it_holds_out_of_the_total_and_its_risk_at_once()
    {
        await using var session = await demo.SignInAsync("/");
        var page = session.Page;
        var venues = page.GetByRole(AriaRole.Group, new() { Name = "Venues that freeze withdrawals now" });
        await Expect(venues.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Binance", "Bitfinex", "Coinbase", "HTX", "Kraken"]);
        var whole = await MoneyAsync(session.Total);
        await venues.GetByRole(AriaRole.Button, new() { Name = "HTX" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Item(session, "frozen")).ToContainTextAsync(OutOfReach(), new() { Timeout = Patience });
        await Expect(venues.GetByRole(AriaRole.Button, new() { Name = "HTX" })).ToBeFocusedAsync();
        await Expect(Item(session, "freeze-var")).ToHaveCountAsync(2, new() { Timeout = Patience });
        var frozen = await MoneyAsync(Item(session, "frozen").Locator("strong"));
        Assert.InRange(await MoneyAsync(session.Total), (whole - frozen) * 0.97m, (whole - frozen) * 1.03m);
        Assert.Contains("freeze=huobi", page.Url, StringComparison.Ordinal);
        Assert.Empty(await session.ViolationsAsync());
        await session.PictureAsync("freeze-1280-light");

        await Item(session, "frozen").GetByRole(AriaRole.Button, new() { Name = "50 %" }).ClickAsync();
        await Expect(Item(session, "frozen").Locator("strong")).Not.ToHaveTextAsync(await Item(session, "frozen").Locator("strong").InnerTextAsync());
        Assert.InRange(await MoneyAsync(Item(session, "frozen").Locator("strong")), frozen * 0.48m, frozen * 0.52m);
        foreach (var name in new[] { "Binance", "Bitfinex", "Coinbase", "Kraken" }) await venues.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Item(session, "frozen").GetByRole(AriaRole.Button, new() { Name = "nothing" }).ClickAsync();
        await Expect(Item(session, "frozen")).ToContainTextAsync("Nothing is left to be at risk.", new() { Timeout = Patience });
        foreach (var name in new[] { "Binance", "Bitfinex", "Coinbase", "HTX", "Kraken" }) await venues.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Expect(Item(session, "frozen")).ToHaveCountAsync(0);
        Assert.InRange(await MoneyAsync(session.Total), whole * 0.95m, whole * 1.05m);
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData("Binance", "needed, out of reach")]
    [InlineData("Kraken", "needed, nothing to add from there")]
    public async Task A_margin_at_a_venue_that_freezes_is_out_of_reach_and_one_elsewhere_gets_nothing_from_there(string frozen, string told)
    {
        await using var session = await demo.OpenAsync("/");
        await session.Page.GetByRole(AriaRole.Group, new() { Name = "Venues that freeze withdrawals now" }).GetByRole(AriaRole.Button, new() { Name = frozen }).ClickAsync();
        var margins = Item(session, "freeze-margin").Filter(new() { HasText = "Margin at Binance" });
        await Expect(margins.Filter(new() { HasText = "2 positions" })).ToHaveCountAsync(1, new() { Timeout = Patience });
        foreach (var margin in await margins.AllInnerTextsAsync()) Assert.Matches(@"positions?\s+(\d+\.\d\s%) needed\s+\1 " + told + "$", margin);

        Assert.Empty(await session.ViolationsAsync());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task The_value_stands_beside_the_same_money_in_another_asset_with_flows_marked_and_reads_as_a_table()
    {
        await using var session = await demo.OpenAsync("/");
        var chart = Item(session, "chart-flows");
        await Expect(Item(session, "flows-sum")).ToContainTextAsync("BTC over the same time", new() { Timeout = Patience });
        await Expect(chart.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", BesideBitcoin());
        await chart.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Expect(chart.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Time (UTC)", "Value, USD", "Put in, USD", "Same money in BTC"]);
        Assert.True(await chart.GetByRole(AriaRole.Row).CountAsync() > 90, "fewer rows than days");
        await session.Page.GetByRole(AriaRole.Group, new() { Name = "Benchmark" }).GetByRole(AriaRole.Button, new() { Name = "ETH" }).ClickAsync();
        await Expect(Item(session, "flows-sum")).ToContainTextAsync("ETH over the same time", new() { Timeout = Patience });
        Assert.Contains("benchmark=eth", session.Page.Url, StringComparison.Ordinal);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Losses_and_backtest_are_drawn_and_the_correlation_map_goes_back_through_the_year_by_the_keyboard()
    {
        await using var session = await demo.SignInAsync("/risk", "analyst");
        var page = session.Page;
        await Expect(Item(session, "loss-moments")).ToContainTextAsync("days; mean", new() { Timeout = Patience });
        await Expect(Item(session, "backtest-verdict")).ToContainTextAsync(Verdict(), new() { Timeout = Patience });
        await Item(session, "chart-backtest").GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Expect(Item(session, "chart-backtest").GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Day (UTC)", "Change", "Forecast limit", "Beyond it"]);
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Correlation at" });
        await Expect(Item(session, "correlation-when")).ToHaveTextAsync("now, over the last year", new() { Timeout = Patience });
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(Item(session, "correlation-when")).ToHaveTextAsync(Window());
        var first = await Item(session, "correlation-when").InnerTextAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Item(session, "correlation-when")).Not.ToHaveTextAsync(first);
        await Expect(Item(session, "chart-correlation").GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", Window());
        await page.GetByRole(AriaRole.Group, new() { Name = "Forecast by" }).GetByRole(AriaRole.Button, new() { Name = "Normal" }).ClickAsync();
        await Expect(Item(session, "backtest-verdict")).ToContainTextAsync(Verdict());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task The_drawdown_of_what_is_held_is_drawn_and_read_as_a_table()
    {
        await using var session = await demo.OpenAsync("/risk");
        var chart = Item(session, "chart-drawdown");
        await Expect(chart.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", Deepest(), new() { Timeout = Patience });
        await chart.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Expect(chart.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Day (UTC)", "Below the peak"]);
        var deepest = double.Parse(Deepest().Match(await chart.GetByRole(AriaRole.Region).GetAttributeAsync("aria-label") ?? "").Groups[1].Value, CultureInfo.InvariantCulture);
        var depths = (await chart.GetByRole(AriaRole.Cell).AllInnerTextsAsync()).Select(t => double.Parse(t.Split('\u202f')[0], CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(depths.Length, 90, 366);
        Assert.All(depths, d => Assert.InRange(d, 0, 100));
        Assert.Equal(deepest, depths.Max());
        Assert.Empty(session.Errors);
    }

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    private static async Task<decimal> MoneyAsync(ILocator amount) => decimal.Parse((await amount.InnerTextAsync()).Trim().TrimStart('$'), NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$[\d,]+\.\d\d out of reach at HTX, \d+\.\d")]
    private static partial Regex OutOfReach();

    [GeneratedRegex("beside the same money in BTC$")]
    private static partial Regex BesideBitcoin();

    [GeneratedRegex(@"(green|yellow|red): .+: \d+ of \d+ days, \d+\.\d expected")]
    private static partial Regex Verdict();

    [GeneratedRegex(@"^What is held now stood at most ([\d.]+)\s% below its peak in \d+ days$")]
    private static partial Regex Deepest();

    [GeneratedRegex("the 60 days to ")]
    private static partial Regex Window();
}
