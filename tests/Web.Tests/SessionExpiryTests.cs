using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A session that ends by itself while its page is open and something is typed.</summary>
public sealed class SessionExpiryTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Email = "ann@expiry.example";

    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_there_after_signing_in_again()
    {
        using var data = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--no-demo", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", "--Identity:Session=00:00:30");
        var url = (await host.ReadyAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var session = await chromium.OpenAsync(url);
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New here? Start with your institution" }).ClickAsync(new() { Timeout = Soon });
        await FillAsync(page, ("Institution", "Fund"), ("Your name", "Ann"), ("E-mail address", Email), ("Password", Password));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");
        await page.GetByRole(AriaRole.Link, new() { Name = "Portfolios" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New portfolio…" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Long thought of");

        await Expect(page.GetByTestId("session-ended")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        Assert.DoesNotContain("All", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal); // nothing of the portfolio is on the page any more
        Assert.Empty(await session.ViolationsAsync());
        await SignInAsync(page, Email);
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New portfolio" });
        await Expect(dialog.GetByLabel("Name")).ToHaveValueAsync("Long thought of", new() { Timeout = Soon });
        Assert.EndsWith("/settings?section=portfolios", page.Url, StringComparison.Ordinal);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        await Expect(page.GetByTestId("portfolio-row").Filter(new() { HasText = "Long thought of" })).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Equal("", Faults(session));
    }
}
