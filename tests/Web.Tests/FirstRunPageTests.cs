using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A new institution from its first sign-in with a code over one click to every page, and another one beside it.</summary>
public sealed partial class FirstRunPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 60_000;
    private const float ImportAtMost = 400_000;
    private const int HalfAYear = 183;

    /// <summary>Every page by its keys, with what shows that its answer is there.</summary>
    private static readonly (string Key, string Name, string Shown)[] Pages =
    [
        ("p", "Positions", "position"), ("t", "Transactions", "transaction"), ("f", "Performance", "contribution-total"), ("r", "Risk", "loss-moments"), ("x", "Tax", "return-line"), ("b", "Problems", "task"), ("a", "Accounts", "account"), ("o", "Overview", "flows-sum"),
    ];

    [Fact]
    public async Task From_signing_in_with_password_and_code_one_click_leads_to_every_page_and_nothing_of_it_is_seen_next_door()
    {
        using var data = new TemporaryFolder();
        // Half a year of history is enough to look around in, and is there sooner.
        var origin = TimeProvider.System.GetUtcNow().AddDays(-HalfAYear).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var host = HostProcess.Start("--port", "0", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", $"--Sandbox:Origin={origin}T00:00:00Z", $"--Ingestion:CandleDays={HalfAYear}", "--Sandbox:LimitPace=120");
        var url = (await host.ReadyAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var ann = await SignUpAsync(url, "ann@first.example", "First Fund");
        await using var eve = await SignUpAsync(url, "eve@second.example", "Second Fund");
        await SignsInWithACodeAsync(ann.Page, url);
        await Expect(ann.Page.GetByTestId("first-account")).ToContainTextAsync("No account is connected.");
        await Expect(ann.Page.GetByTestId("first-account").GetByRole(AriaRole.Button)).ToHaveTextAsync(["Connect an account…", "Look around with demo accounts"]);
        Assert.InRange((await ann.Page.GetByTestId("first-account").BoundingBoxAsync())!.Y, 0, 300); // before all that is empty
        await ann.PictureAsync("first-run-1280-light");
        Assert.Empty(await ann.ViolationsAsync());
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Look around with demo accounts" }).ClickAsync();
        await Expect(ann.Accounts).ToHaveCountAsync(5, new() { Timeout = Patience });
        await Expect(ann.Page.GetByTestId("import-progress").Filter(new() { HasTextRegex = DoneOfExpected() }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(ann.Page.Locator("[data-testid=account][data-state=live], [data-testid=account][data-state=polling]")).ToHaveCountAsync(5, new() { Timeout = ImportAtMost });

        foreach (var (key, name, shown) in Pages)
        {
            await GoAsync(ann.Page, key, name);
            await Expect(ann.Page.GetByTestId(shown).First).ToBeVisibleAsync(new() { Timeout = 2 * Patience });
        }

        foreach (var (key, name, _) in Pages)
        {
            await GoAsync(eve.Page, key, name);
            await Expect(eve.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });
            foreach (var foreign in new[] { "position", "transaction", "account", "return-line" }) await Expect(eve.Page.GetByTestId(foreign)).ToHaveCountAsync(0);
            Assert.DoesNotContain("First Fund", await eve.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("", Faults(ann));
        Assert.Equal("", Faults(eve));
    }

    private static async Task GoAsync(IPage page, string key, string name)
    {
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync(key);
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name })).ToHaveAttributeAsync("aria-current", "page");
    }

    private async Task<PageSession> SignUpAsync(string url, string email, string institution)
    {
        var session = await chromium.OpenAsync(url);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "New here? Start with your institution" }).ClickAsync(new() { Timeout = Soon });
        await FillAsync(session.Page, ("Institution", institution), ("Your name", "Ann"), ("E-mail address", email), ("Password", Password));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(SignOut(session.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        return session;
    }

    /// <summary>Sets an authenticator app up, signs out, and in again with the password and the app's code.</summary>
    private static async Task SignsInWithACodeAsync(IPage page, string url)
    {
        await page.GotoAsync(url + "/settings?section=security");
        await page.GetByTestId("way-codes").GetByRole(AriaRole.Button, new() { Name = "Set up…" }).ClickAsync(new() { Timeout = Soon });
        var secret = (await page.GetByTestId("totp-secret").GetAttributeAsync("data-secret"))!;
        await page.GetByLabel("Code the app shows now").FillAsync(AuthenticatorApp.Code(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await page.GotoAsync(url);
        await SignOut(page).ClickAsync(new() { Timeout = Soon });
        await SignInAsync(page, "ann@first.example");
        await page.GetByLabel("Code").FillAsync(AuthenticatorApp.Code(secret, ahead: 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        if (await page.GetByRole(AriaRole.Button, new() { Name = "It was me" }).CountAsync() > 0) await page.GetByRole(AriaRole.Button, new() { Name = "It was me" }).ClickAsync();
    }

    [GeneratedRegex(@"^[\d,]+ of [\d,]+")]
    private static partial Regex DoneOfExpected();
}
