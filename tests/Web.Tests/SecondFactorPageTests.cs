using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>An institution asks its members for more than a password: who has nothing more sets it up on the way in.</summary>
[Collection(InstitutionHost.Name)]
public sealed class SecondFactorPageTests(InstitutionHost institution)
{
    private const string Sentence = "the sentence of somebody else";

    /// <summary>Asks GraphQL as the page does; the answer as text.</summary>
    private const string Ask = "async query => (await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })).text()";

    [Fact]
    public async Task Who_has_no_second_factor_sets_one_up_before_anything_opens_and_is_asked_for_it_from_then_on()
    {
        await using var owner = await institution.OwnerAsync("owner@factor.example", "/settings?section=security");
        await SetUpAsync(owner.Page);
        await owner.Page.GotoAsync(institution.Url + "/settings?section=members");
        await owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Members must sign in with a code or a passkey" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Switch)).ToBeCheckedAsync();

        await using var bob = await institution.OpenAsync(await InviteAsync(owner.Page));
        var page = bob.Page;
        await page.GetByLabel("Password").FillAsync(Sentence);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await OpensNothingElseAsync(page);
        Assert.Empty(await bob.ViolationsAsync());
        await bob.PictureAsync("second-factor");

        var secret = await page.GetByTestId("totp-secret").InnerTextAsync();
        await EnterAsync(page, "000000" == AuthenticatorApp.Code(secret) ? "000001" : "000000");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is wrong");
        await EnterAsync(page, AuthenticatorApp.Code(secret));
        await Expect(page.GetByTestId("recovery-codes")).ToBeVisibleAsync();
        var recovery = (await page.GetByTestId("recovery-codes").InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, recovery.Distinct(StringComparer.Ordinal).Count());
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(page.GetByTestId("door-changes")).ToContainTextAsync("Authenticator app set up");

        await SignOut(page).ClickAsync();
        await SignInAsync(page, "bob@factor.example", Sentence);
        await EnterAsync(page, AuthenticatorApp.Code(secret, ahead: 1));
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Contains("\"Bob\"", await page.EvaluateAsync<string>(Ask, "{ viewer { name } }"), StringComparison.Ordinal);
        await SignOut(page).ClickAsync();
        await SignInAsync(page, "bob@factor.example", Sentence);
        await EnterAsync(page, recovery[0]);
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
    }

    /// <summary>Whatever address is opened, the one step is shown, and the server gives nothing to who goes round the page.</summary>
    private async Task OpensNothingElseAsync(IPage page)
    {
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Set up a second factor" });
        await Expect(heading).ToBeVisibleAsync(new() { Timeout = Soon });
        foreach (var path in new[] { "/positions", "/settings?section=members" })
        {
            await page.GotoAsync(institution.Url + path);
            await Expect(heading).ToBeVisibleAsync(new() { Timeout = Soon });
            await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        }

        Assert.Contains("FORBIDDEN", await page.EvaluateAsync<string>(Ask, "{ portfolios { nodes { id } } }"), StringComparison.Ordinal);
        Assert.Equal(403, await page.EvaluateAsync<int>("async () => (await fetch('/api/accounts')).status"));
        await Expect(page.GetByTestId("totp-secret")).ToBeVisibleAsync();
    }

    private static async Task SetUpAsync(IPage page)
    {
        await page.GetByTestId("way-codes").GetByRole(AriaRole.Button, new() { Name = "Set up…" }).ClickAsync();
        var secret = (await page.GetByTestId("totp-secret").GetAttributeAsync("data-secret"))!;
        await page.GetByLabel("Code the app shows now").FillAsync(AuthenticatorApp.Code(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByTestId("way-codes")).ToContainTextAsync("10 recovery codes left");
    }

    /// <summary>The path of a link that makes Bob an analyst of the owner's institution.</summary>
    private static async Task<string> InviteAsync(IPage page)
    {
        var answer = await page.EvaluateAsync<string>(Ask, "mutation { inviteMember(input: { idempotencyKey: \"bob\", email: \"bob@factor.example\", name: \"Bob\", role: \"analyst\" }) { link } }");
        return System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("inviteMember").GetProperty("link").GetString()!;
    }

    private static async Task EnterAsync(IPage page, string code)
    {
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
