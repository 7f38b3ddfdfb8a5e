using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A session nobody uses ends by itself; one whose page is open does not.</summary>
public sealed class IdlePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Email = "ann@idle.example";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_browser_that_was_left_is_asked_to_sign_in_again_and_one_that_shows_the_page_is_not()
    {
        using var data = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--no-demo", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", $"--Identity:Idle={Idle}", "--SignIn:Renewal=00:00:01");
        var url = (await host.ReadyAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var stays = await chromium.OpenAsync(url);
        await stays.Page.GetByRole(AriaRole.Button, new() { Name = "New here? Start with your institution" }).ClickAsync(new() { Timeout = Soon });
        await FillAsync(stays.Page, ("Institution", "Fund"), ("Your name", "Ann"), ("E-mail address", Email), ("Password", Password));
        await stays.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(SignOut(stays.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await using var leaves = await chromium.OpenAsync(url);
        await SignInAsync(leaves.Page, Email);
        await Expect(SignOut(leaves.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await leaves.Page.GotoAsync("about:blank");
        var left = TimeProvider.System.GetUtcNow();
        await Eventually.HoldsAsync(async () =>
        {
            await stays.Page.ReloadAsync();
            await Expect(SignOut(stays.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
            return TimeProvider.System.GetUtcNow() - left > 2 * Idle;
        }, "who stays is signed in for twice as long as who left");
        await stays.Page.GotoAsync(url + "/settings?section=security");
        await Expect(stays.Page.GetByTestId("session")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await Expect(stays.Page.GetByTestId("session")).ToContainTextAsync("this one");
        await leaves.Page.GotoAsync(url + "/settings");
        await Expect(leaves.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(SignOut(stays.Page)).ToBeVisibleAsync();
        Assert.Equal("", Faults(stays));
    }
}
