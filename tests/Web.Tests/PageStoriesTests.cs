using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What people do on each page, in a real browser against the real host with the demo's venues.</summary>
[Collection(DemoHost.Name)]
public sealed partial class PageStoriesTests(DemoHost demo)
{
    [Fact]
    public async Task Transactions_are_filtered_by_the_address_read_page_by_page_and_opened_down_to_their_proof()
    {
        await using var session = await demo.SignInAsync("/transactions", "finance");
        var page = session.Page;
        await Expect(Item(session, "transaction-count")).ToHaveTextAsync("100 loaded, more below");
        await page.GetByRole(AriaRole.Region, new() { Name = "Transactions, scrollable" }).EvaluateAsync("e => e.scrollTop = 3200");
        await Expect(Item(session, "transaction-count")).ToHaveTextAsync("200 loaded, more below");
        Assert.InRange(await Item(session, "transaction").CountAsync(), 10, 80);
        await page.GotoAsync(demo.Url + "/transactions?kind=STAKING_REWARD");
        await Expect(Item(session, "transaction").First.Locator("[data-column=kind]")).ToHaveTextAsync("Staking reward");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" })).ToHaveTextAsync("Staking reward");
        await Item(session, "transaction").First.ClickAsync();
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "Transaction" });
        await Expect(detail.GetByTestId("ledger-record").First).ToContainTextAsync("As the source told it");
        await Expect(detail).ToContainTextAsync("Hash before");
        Assert.Contains("tx=", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await Expect(detail).ToHaveCountAsync(0);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task An_exclusion_of_several_transactions_is_one_step_and_taking_it_back_another()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT&order=oldest");
        var page = session.Page;
        foreach (var i in new[] { 0, 1 }) await Item(session, "transaction").Nth(i).GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "Marked transactions" }).GetByRole(AriaRole.Button, new() { Name = "Exclude" }).ClickAsync();
        await Expect(page.GetByText("2 transactions excluded")).ToBeVisibleAsync();
        await Expect(Item(session, "transaction").Nth(0)).ToContainTextAsync("edited, excluded");
        await Expect(Item(session, "transaction").Nth(1)).ToContainTextAsync("edited, excluded");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Taken back")).ToBeVisibleAsync();
        await Expect(Item(session, "transaction").Nth(0)).Not.ToContainTextAsync("excluded");
        await Expect(Item(session, "transaction").Nth(1)).Not.ToContainTextAsync("excluded");
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Why_it_moved_adds_up_to_the_last_digit_and_leads_to_the_transactions_behind_it()
    {
        await using var session = await demo.SignInAsync("/");
        var page = session.Page;
        await Expect(Item(session, "period-month")).ToContainTextAsync(Percent(), new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "30 days" }).ClickAsync();
        await Expect(Item(session, "why-check")).ToHaveTextAsync("✓ Start and reasons add up to the end, to the last digit.", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Price" })).ToBeVisibleAsync();
        var csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "why as CSV" }).ClickAsync());
        Assert.StartsWith("Reason,", await File.ReadAllTextAsync(await csv.PathAsync()), StringComparison.Ordinal);
        await Item(session, "why-asset").First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Item(session, "transaction").First).ToBeVisibleAsync();
        Assert.Matches("asset=.+from=.+to=", page.Url);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Positions_are_grouped_by_account_and_columns_are_chosen_for_good()
    {
        await using var session = await demo.OpenAsync("/positions");
        var page = session.Page;
        await Expect(session.Positions.First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Share" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Share" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(session.Positions.First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Share" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "By account" }).ClickAsync();
        await Expect(Item(session, "account-group")).ToHaveCountAsync(5, new() { Timeout = 60_000 });
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task The_inbox_names_what_needs_a_person_with_its_fix()
    {
        await using var session = await demo.SignInAsync("/problems");
        await Expect(Item(session, "task").First).ToBeVisibleAsync();
        await Expect(Item(session, "task").Filter(new() { HasText = "KFEE has no price" })).ToContainTextAsync("connect a venue that quotes it");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Open positions" }).First.ClickAsync();
        await Expect(session.Positions).ToHaveCountAsync(1);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Everything_is_reached_by_the_keyboard_alone()
    {
        await using var session = await demo.OpenAsync("/");
        var page = session.Page;
        await Expect(session.Total).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToContainTextAsync("g t");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("t");
        await Expect(Item(session, "transaction").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Transactions, scrollable" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Item(session, "transaction").Nth(2)).ToHaveAttributeAsync("data-current", "true");
        await page.Keyboard.PressAsync(" ");
        await Expect(page.GetByText("1 transaction marked")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Transaction" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Asset" })).ToBeFocusedAsync();
        foreach (var (words, kind, address) in new[] { ("eth", "asset", "/positions?asset=eth"), ("kraken demo", "account", "/transactions?account="), ("perf", "page", "/performance") })
        {
            await page.GotoAsync(demo.Url + "/problems");
            await Expect(Item(session, "task").First).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("/");
            await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Go to" })).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync(words);
            await Expect(page.GetByRole(AriaRole.Option).First.GetByText(kind, new() { Exact = true })).ToBeVisibleAsync();
            if (kind == "asset") Assert.Empty(await session.ViolationsAsync());
            await page.Keyboard.PressAsync("Enter");
            await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(demo.Url + address)));
        }

        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Settings_change_how_times_and_numbers_are_written_and_stay()
    {
        await using var session = await demo.SignInAsync("/settings");
        var page = session.Page;
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Numbers and dates" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Swiss High German" }).ClickAsync();
        await Expect(page.GetByText(SwissNumber())).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Theme" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Dark" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText(SwissNumber())).ToBeVisibleAsync();
        Assert.Equal("rgb(13, 19, 25)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await Expect(page.GetByText("Meridian Fund Ltd")).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/positions")]
    [InlineData("/accounts")]
    [InlineData("/transactions")]
    [InlineData("/why?period=month")]
    [InlineData("/performance")]
    [InlineData("/risk")]
    [InlineData("/problems")]
    [InlineData("/tax")]
    [InlineData("/settings")]
    [InlineData("/settings?section=portfolios")]
    [InlineData("/no-such-page")]
    public async Task No_page_breaks_a_serious_rule_of_accessibility_or_is_wider_than_its_screen(string path)
    {
        await using var session = await demo.OpenAsync(path);
        foreach (var (width, scheme) in Screens)
        {
            await session.ShowAtAsync(width, scheme);
            await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = 60_000 });
            await Expect(session.Link).ToHaveTextAsync("● Live");
            await session.PictureAsync($"{NameOf(path)}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
            var violations = await session.ViolationsAsync();
            Assert.True(violations.Count == 0, $"{path} at {width} {scheme}:\n{string.Join("\n", violations)}");
            Assert.Equal(0, await TooWideAsync(session));
            Assert.Empty(session.Errors);
        }

        foreach (var width in new[] { 360, 3840 })
        {
            await session.ShowAtAsync(width, ColorScheme.Light);
            Assert.Equal((width, 0), (width, await TooWideAsync(session)));
        }
    }

    private static Task<int> TooWideAsync(PageSession session) => session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");

    private static string NameOf(string path) => path == "/" ? "overview" : path.Trim('/').Replace("?section=", "-", StringComparison.Ordinal).Split('?')[0];

    /// <summary>Both themes on a desk, one on a telephone and one on a wall; the others too when pictures are taken.</summary>
    private static (int Width, ColorScheme Scheme)[] Screens =>
    [
        (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (2560, ColorScheme.Dark),
        .. PageSession.TakesPictures ? [(390, ColorScheme.Dark), (2560, ColorScheme.Light)] : Array.Empty<(int, ColorScheme)>(),
    ];

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    // Which apostrophe separates thousands is for the browser's tables to say.
    [GeneratedRegex("−1.234.567\\.89")]
    private static partial Regex SwissNumber();

    [GeneratedRegex(@"[+−]?\$[\d,]+\.\d\d[+−]?[\d,]+\.\d\d\s%")]
    private static partial Regex Percent();
}
