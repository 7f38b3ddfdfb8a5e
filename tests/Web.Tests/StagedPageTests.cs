using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

public sealed class StagedPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_page_shows_everything_and_breaks_no_serious_rule_of_accessibility(int width, ColorScheme scheme)
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url, width, 900, scheme);
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        await Expect(session.Accounts).ToHaveCountAsync(5);
        await Expect(session.Positions).ToHaveCountAsync(15);
        await session.PictureAsync($"staged-{width}-{scheme}");
        var violations = await session.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    [InlineData(3840)]
    public async Task Nothing_is_wider_than_the_screen(int width)
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url, width);
        await Expect(session.Positions).ToHaveCountAsync(15);
        await session.PictureAsync($"staged-{width}");
        Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
    }

    [Fact]
    public async Task A_changed_value_is_shown_at_once_and_its_neighbours_stay()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        var scene = new Scene(host);
        await scene.TotalAsync(Scene.All, 6_423_119.0049m);
        await Expect(session.Total).ToHaveTextAsync("$6,423,119.00");
        await Expect(session.Total).ToHaveAttributeAsync("title", "6423119.0049 USD");
        await scene.PositionAsync("BTC", "Bitcoin", 41m, 100_000m);
        await Expect(session.Row("BTC")).ToContainTextAsync("$4,100,000.00");
        await Expect(session.Row("ETH")).ToContainTextAsync("$1,782,398.56");
    }

    [Fact]
    public async Task Positions_are_sorted_by_a_click_and_filtered_by_the_keyboard()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Positions).ToHaveCountAsync(15);
        Assert.Equal(["BTC", "ETH", "SOL", "USDT"], (await session.SymbolsAsync()).Take(4));

        await session.SortAsync("Asset");
        Assert.Equal(["ADA", "ATOM", "AVAX", "BTC"], (await session.SymbolsAsync()).Take(4));
        await session.SortAsync("Price");
        Assert.Equal(["BTC", "ETH", "SOL", "LTC"], (await session.SymbolsAsync()).Take(4));
        await session.SortAsync("Price");
        Assert.Equal(["SHIB", "DOGE", "ADA"], (await session.SymbolsAsync()).Take(3));
        Assert.Equal("ODD", (await session.SymbolsAsync())[^1]);

        await session.Page.Keyboard.PressAsync("/");
        await session.Page.Keyboard.TypeAsync("coin");
        await Expect(session.Page.GetByTestId("position-count")).ToHaveTextAsync("4 of 15");
        Assert.Equal(["DOGE", "LTC", "BTC", "ODD"], await session.SymbolsAsync());
        await session.Page.Keyboard.PressAsync("Escape");
        await Expect(session.Positions).ToHaveCountAsync(15);
        await session.Filter.FillAsync("nothing like it");
        await Expect(session.Page.GetByText("No position matches")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_has_no_price_is_called_unpriced_and_what_is_old_shows_its_age()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Row("ODD")).ToContainTextAsync("unpriced");
        await Expect(session.Row("ODD")).Not.ToContainTextAsync("$0.00");
        await new Scene(host).PositionAsync("BTC", "Bitcoin", 41m, 100_000m, "stale", 5400);
        await Expect(session.Row("BTC")).ToContainTextAsync("1 h 30 min");
        await Expect(session.Page.GetByText("1 position without a price, not in the total")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Pain", "35")]
    public async Task A_total_of_which_nothing_has_a_price_is_called_unpriced_and_never_zero()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        await new Scene(host).UnpricedTotalAsync(Scene.All, 15);
        await Expect(session.Total).ToHaveTextAsync("unpriced");
        await Expect(session.Page.GetByTestId("day-change")).ToHaveTextAsync("change of the day not known yet");
        await Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "All assets" })).ToContainTextAsync("unpriced");
        await Expect(session.Page.GetByText("15 positions without a price")).ToBeVisibleAsync();
        await Expect(session.Page.GetByText("$0.00", new() { Exact = true })).ToHaveCountAsync(0);
        await session.PictureAsync("staged-unpriced");
        Assert.Empty(await session.ViolationsAsync());
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Balances_of_a_silent_venue_carry_their_age_in_every_total_that_contains_them_and_on_the_account(int width, ColorScheme scheme)
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url, width, 900, scheme);
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        await Expect(session.Page.GetByTestId("old-balance")).ToHaveCountAsync(0);
        var scene = new Scene(host);
        await scene.TotalAsync(Scene.All, 6_423_118.4471m, balanceAge: 3720, oldBalances: "bitfinex");
        await scene.PositionAsync("BTC", "Bitcoin", 41.23845171m, 96_412.5m, balanceAge: 3720);
        await scene.AccountAsync("bitfinex", "Bitfinex", "venue-down", 4_009, advice: "Bitfinex has not answered for 62 minutes.", readSecondsAgo: 3720);
        await Expect(session.Page.GetByText("last known balance of Bitfinex, 1 h 2 min old")).ToBeVisibleAsync();
        await Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "All assets" })).ToContainTextAsync("1 h 2 min old");
        await Expect(session.Row("BTC")).ToContainTextAsync("1 h old");
        await Expect(session.Account("Bitfinex")).ToContainTextAsync("Balance 1 h 2 min old");
        await Expect(session.Page.GetByTestId("old-balance")).ToHaveCountAsync(2);
        await session.PictureAsync($"staged-silent-{width}-{scheme}");
        Assert.Empty(await session.ViolationsAsync());

        await scene.TotalAsync(Scene.All, 6_423_118.4471m, balanceAge: 4);
        await scene.PositionAsync("BTC", "Bitcoin", 41.23845171m, 96_412.5m, balanceAge: 4);
        await scene.AccountAsync("bitfinex", "Bitfinex", "live", 4_009);
        await Expect(session.Page.GetByTestId("old-balance")).ToHaveCountAsync(0);
        await Expect(session.Page.GetByText("last known balance")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Each_state_of_an_account_says_what_to_do()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        var scene = new Scene(host);
        foreach (var (state, advice) in new[]
        {
            ("wrong-key", "Paste key and secret again"), ("missing-permission", "read balances and history"), ("excessive-permission", "can only read"),
            ("revoked-key", "Make a new one"), ("venue-down", "tried again by itself"), ("banned", "goes on by itself"),
        })
        {
            await scene.AccountAsync("huobi", "HTX", state, 10);
            await Expect(session.Account("HTX")).ToHaveAttributeAsync("data-state", state);
            await Expect(session.Account("HTX")).ToContainTextAsync(advice);
        }
    }

    [Fact]
    public async Task An_import_is_followed_to_its_end()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        var scene = new Scene(host);
        await Expect(session.Page.GetByTestId("import-banner")).ToContainTextAsync("1,204 of 4,120 records · 31 s left");
        await scene.AccountAsync("kraken", "Kraken desk", "importing", 4_000, 4_120, 1);
        await Expect(session.Account("Kraken desk")).ToContainTextAsync("4,000 of 4,120 · 1 s left");
        await scene.AccountAsync("kraken", "Kraken desk", "live", 4_120);
        await Expect(session.Page.GetByTestId("import-banner")).ToHaveCountAsync(0);
        await Expect(session.Account("Kraken desk")).ToContainTextAsync("Live");
    }

    [Fact]
    public async Task Choosing_a_portfolio_is_kept_in_the_address_and_the_back_button_undoes_it()
    {
        await using var host = await BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Alpha Fund" }).ClickAsync();
        await Expect(session.Total).ToHaveTextAsync("$2,110,400.10");
        await Expect(session.Page.GetByText("Nothing is held here yet.")).ToBeVisibleAsync();
        await session.Page.ReloadAsync();
        await Expect(session.Total).ToHaveTextAsync("$2,110,400.10");
        await session.Page.GoBackAsync();
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
    }

    [Fact]
    public async Task Ten_thousand_positions_put_only_those_in_sight_into_the_document()
    {
        await using var host = await BuildAsync();
        var scene = new Scene(host);
        for (var i = 0; i < 10_000; i++) await scene.PositionAsync($"T{i:00000}", "Token", 1, 0.5m + i);
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Page.GetByTestId("position-count")).ToHaveTextAsync("10015");
        Assert.InRange(await session.Positions.CountAsync(), 10, 60);
        await session.Filter.FillAsync("T09999");
        await Expect(session.Positions).ToHaveCountAsync(1);
        await Expect(session.Row("T09999")).ToContainTextAsync("$9,999.50");
    }

    [Fact]
    public async Task A_lost_feed_is_said_and_greyed_and_the_page_goes_on_by_itself_where_the_server_is()
    {
        var road = new StagedRoad();
        var host = await StagedHost.StartAsync(shared: road);
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        await host.StopAsync();
        await host.DisposeAsync();
        await Expect(session.Link).ToContainTextAsync("Connection lost");
        await Expect(session.Page.Locator("main")).ToHaveAttributeAsync("data-stale", "true");
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");

        await using var again = await StagedHost.StartAsync(host.Url, road);
        await new Scene(again).TotalAsync(Scene.All, 7_000_000m);
        await Expect(session.Total).ToHaveTextAsync("$7,000,000.00", new() { Timeout = 20_000 });
        await Expect(session.Link).ToHaveTextAsync("● Live");
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task An_empty_server_shows_how_to_go_on_instead_of_nothing()
    {
        await using var host = await StagedHost.StartAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await Expect(session.Page.GetByText("No account is connected.")).ToBeVisibleAsync();
        await Expect(session.Page.GetByText("There is no portfolio yet.")).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    private static async Task<StagedHost> BuildAsync()
    {
        var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        return host;
    }
}
