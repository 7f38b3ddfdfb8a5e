using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The product as a user starts it, seen in a real browser.</summary>
public sealed partial class RealHostTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float Soon = 45_000;
    private const float ImportAtMost = 240_000;

    [Fact]
    [Trait("Pain", "22")]
    public async Task From_the_first_start_over_the_import_to_live_numbers_and_through_a_restart()
    {
        using var data = new TemporaryFolder();
        await using var host = Start(data, "0");
        var url = await host.ReadyAsync();
        await IsShownTheWayInAsync(url);
        await using var session = await chromium.OpenAsync(await host.FirstAddressAsync());
        session.Cookies = await session.Page.Context.CookiesAsync();

        await SeesTheImportBeginAsync(session);
        await using var taxes = await chromium.OpenAsync(url + "/tax", cookies: session.Cookies);
        await SeesTaxesGrowAsync(taxes);
        await SeesTheImportEndAsync(session);
        await Expect(taxes.Page.GetByTestId("growing")).ToHaveCountAsync(0, new() { Timeout = 2 * Soon });
        TaxScene.HasNoFault(taxes);
        await SeesNumbersMoveAsync(session);
        await SortsAndFiltersAsync(session);
        Assert.Empty(await session.ViolationsAsync());
        await LooksGoodOnOtherScreensAsync(url, session.Cookies);
        await IsToldAboutAWrongKeyAsync(session);

        var records = await session.RecordsAsync();
        await host.InterruptAsync();
        await Expect(session.Link).ToContainTextAsync("Connection lost", new() { Timeout = Soon });
        await using var again = Start(data, new Uri(url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(url, await again.ReadyAsync());
        await Expect(session.Link).ToHaveTextAsync("● Live", new() { Timeout = 2 * Soon });
        await Expect(session.Page.GetByTestId("import-banner")).ToHaveCountAsync(0, new() { Timeout = 2 * Soon });
        await SeesNumbersMoveAsync(session);
        // An account is told of as soon as it was asked once; until then it has no count.
        await Eventually.HoldsAsync(async () => (await session.RecordsAsync()).All(r => r.Value > 0), "every account tells its records", TimeSpan.FromMilliseconds(Soon));
        foreach (var (account, count) in await session.RecordsAsync()) Assert.InRange(count, records[account], records[account] + 1000);
        await StopsAllKeysAsync(session);
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task The_feed_answers_no_page_but_its_own(string origin)
    {
        using var data = new TemporaryFolder();
        await using var host = Start(data, "0", "--no-demo", "--SignIn:OpenOnLoopback=true");
        var feed = new Uri((await host.ReadyAsync()).Replace("http://", "ws://", StringComparison.Ordinal) + "/feed");
        using var foreign = new ClientWebSocket();
        foreign.Options.SetRequestHeader("Origin", origin);
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(feed, default));
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", $"http://{feed.Authority}");
        await own.ConnectAsync(feed, default);
        Assert.Equal(WebSocketState.Open, own.State);
    }

    private static HostProcess Start(TemporaryFolder data, string port, params string[] words) =>
        HostProcess.Start(["--port", port, "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", .. words]);

    /// <summary>Who opens the plain address learns where the link is.</summary>
    private async Task IsShownTheWayInAsync(string url)
    {
        await using var stranger = await chromium.OpenAsync(url);
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(stranger.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("-- login-link");
        await Expect(stranger.Total).ToHaveCountAsync(0);
    }

    /// <summary>While history is imported the page of taxes shows what is there and says what its figures do not know yet.</summary>
    private static async Task SeesTaxesGrowAsync(PageSession taxes)
    {
        await Expect(TaxScene.Box(taxes.Page, "Tax year")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(taxes.Page.GetByTestId("growing")).ToContainTextAsync("these figures are of", new() { Timeout = Soon });
        await Expect(TaxScene.Gain(taxes).First).ToBeVisibleAsync(new() { Timeout = Soon });
    }

    private static async Task SeesTheImportBeginAsync(PageSession session)
    {
        await Expect(session.Accounts).ToHaveCountAsync(5, new() { Timeout = Soon });
        await Expect(session.Page.GetByTestId("import-banner")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(session.Page.GetByTestId("import-progress").Filter(new() { HasTextRegex = DoneOfExpected() }).First).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(session.Total).ToHaveTextAsync(Money(), new() { Timeout = Soon });
    }

    private static async Task SeesTheImportEndAsync(PageSession session)
    {
        await Expect(session.Page.GetByTestId("import-banner")).ToHaveCountAsync(0, new() { Timeout = ImportAtMost });
        await Expect(session.Page.Locator("[data-testid=account][data-state=live], [data-testid=account][data-state=polling]")).ToHaveCountAsync(5, new() { Timeout = Soon });
    }

    private static async Task SeesNumbersMoveAsync(PageSession session)
    {
        await Expect(session.Total).ToHaveTextAsync(Money(), new() { Timeout = Soon });
        var total = await session.Total.InnerTextAsync();
        await Expect(session.Total).Not.ToHaveTextAsync(total, new() { Timeout = Soon });
        // Known when the last imported page is in the ledger and valued.
        await Expect(session.Page.GetByTestId("day-change")).ToContainTextAsync("%", new() { Timeout = ImportAtMost });
    }

    private static async Task SortsAndFiltersAsync(PageSession session)
    {
        var all = await session.SymbolsAsync();
        Assert.True(all.Count > 10, $"only {all.Count} positions");
        await session.SortAsync("Asset");
        var sorted = await session.SymbolsAsync();
        Assert.Equal(sorted.Order(StringComparer.OrdinalIgnoreCase), sorted);
        await session.Filter.FillAsync("bitcoin");
        await Expect(session.Row("BTC")).ToBeVisibleAsync();
        Assert.True(await session.Positions.CountAsync() < all.Count);
        await session.Filter.FillAsync("");
        await session.SortAsync("Value");
    }

    private async Task LooksGoodOnOtherScreensAsync(string url, IReadOnlyList<BrowserContextCookiesResult> cookies)
    {
        foreach (var (width, height, scheme) in new[] { (1280, 900, ColorScheme.Dark), (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark), (2560, 1440, ColorScheme.Light) })
        {
            await using var session = await chromium.OpenAsync(url, width, height, scheme, cookies);
            await Expect(session.Total).ToHaveTextAsync(Money(), new() { Timeout = Soon });
            await Expect(session.Positions.First).ToBeVisibleAsync(new() { Timeout = Soon });
            Assert.Empty(await session.ViolationsAsync());
        }
    }

    /// <summary>One button stops every key; each comes back by itself.</summary>
    private static async Task StopsAllKeysAsync(PageSession session)
    {
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Disable all keys…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable all keys" }).ClickAsync();
        await Expect(page.Locator("[data-testid=account][data-state=disabled]")).ToHaveCountAsync(5, new() { Timeout = Soon });
        await Expect(session.Account("Kraken")).ToContainTextAsync("Key disabled");
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Kraken" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Enable key" }).ClickAsync();
        await Expect(page.Locator("[data-testid=account][data-state=disabled]")).ToHaveCountAsync(4, new() { Timeout = Soon });
        await Expect(page.Locator("[data-testid=account][data-state=live]")).ToHaveCountAsync(1, new() { Timeout = Soon });
    }

    /// <summary>The key is well formed, and the venue does not know it.</summary>
    private static async Task IsToldAboutAWrongKeyAsync(PageSession session)
    {
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect…" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Kraken" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=text]").Last.FillAsync("no-such-key");
        await dialog.Locator("input[type=password]").FillAsync(Convert.ToBase64String(new byte[64]));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Test key" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(new() { Timeout = Soon });
        await session.PictureAsync("connect-1280-light");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
    }

    [GeneratedRegex(@"^[\d,]+ of [\d,]+")]
    private static partial Regex DoneOfExpected();

    [GeneratedRegex(@"^\$[\d,]+\.\d\d$")]
    private static partial Regex Money();
}
