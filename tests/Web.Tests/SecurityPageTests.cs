using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>How people change their ways to sign in, see where they are signed in, and come back after a session has ended.</summary>
[Collection(InstitutionHost.Name)]
public sealed class SecurityPageTests(InstitutionHost institution)
{
    [Fact]
    public async Task An_authenticator_app_is_set_up_asked_for_at_the_next_sign_in_and_turned_off_by_who_shows_the_password()
    {
        await using var session = await institution.OwnerAsync("codes@fund.example", "/settings?section=security");
        var page = session.Page;
        await Expect(page.GetByTestId("way-codes")).ToContainTextAsync("off: the password alone is enough");
        await page.GetByTestId("way-codes").GetByRole(AriaRole.Button, new() { Name = "Set up…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR picture of the key for an authenticator app" })).ToBeVisibleAsync();
        await session.PictureAsync("authenticator-1280-light");
        var secret = (await page.GetByTestId("totp-secret").GetAttributeAsync("data-secret"))!;
        await page.GetByLabel("Code the app shows now").FillAsync("000000" == AuthenticatorApp.Code(secret) ? "000001" : "000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is wrong");
        await page.GetByLabel("Code the app shows now").FillAsync(AuthenticatorApp.Code(secret));
        Assert.Empty(await session.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByTestId("recovery-codes").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByTestId("way-codes")).ToContainTextAsync("10 recovery codes left");

        await SignOut(page).ClickAsync();
        await SignInAsync(page, "codes@fund.example");
        await page.GetByLabel("Code").FillAsync(AuthenticatorApp.Code(secret, ahead: 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });

        await page.GotoAsync(institution.Url + "/settings?section=security");
        await page.GetByTestId("way-codes").GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Is it you?" });
        await dialog.GetByLabel("Password").FillAsync("not this sentence at all");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("This did not work");
        await dialog.GetByLabel("Password").FillAsync(Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByTestId("way-codes")).ToContainTextAsync("off: the password alone is enough");
    }

    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        await using var session = await institution.OwnerAsync("keys@fund.example", "/settings?section=security");
        var page = session.Page;
        await AddAuthenticatorAsync(page);
        await page.GetByTestId("way-passkeys").GetByRole(AriaRole.Button, new() { Name = "Add…" }).ClickAsync();
        await page.GetByLabel("What to call it").FillAsync("Laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByTestId("passkey")).ToContainTextAsync("Laptop since");
        await SignOut(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.GotoAsync(institution.Url + "/settings?section=security");
        await Expect(page.GetByTestId("session").Filter(new() { HasText = "this one" })).ToContainTextAsync("passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Laptop" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByTestId("passkey")).ToHaveCountAsync(0);
        const string Log = "async () => (await fetch('/graphql?query=' + encodeURIComponent('{ auditLog(first: 50) { nodes { action } } }'), { headers: { accept: 'application/graphql-response+json' } })).text()";
        var told = await page.EvaluateAsync<string>(Log);
        Assert.Contains("passkey.added", told, StringComparison.Ordinal);
        Assert.Contains("passkey.removed", told, StringComparison.Ordinal);
        Assert.Equal("", Faults(session));
    }

    [Fact]
    public async Task Another_password_holds_and_a_weak_one_is_refused_in_words()
    {
        await using var session = await institution.OwnerAsync("password@fund.example", "/settings?section=security");
        var page = session.Page;
        await page.GetByTestId("way-password").GetByRole(AriaRole.Button, new() { Name = "Change…" }).ClickAsync();
        await FillAsync(page, ("Password until now", Password), ("New password", "short"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("12");
        await FillAsync(page, ("New password", "quite another sentence"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(page.GetByText("The new password holds.")).ToBeVisibleAsync();
        await SignOut(page).ClickAsync();
        await SignInAsync(page, "password@fund.example", "quite another sentence");
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
    }

    [Fact]
    public async Task A_change_of_how_one_signs_in_is_told_at_the_next_visit_of_every_browser_until_it_is_read_there()
    {
        await using var session = await institution.OwnerAsync("told@fund.example", "/settings?section=security");
        var page = session.Page;
        await Expect(page.GetByTestId("door-event")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("door-event")).ToContainTextAsync("Signed in");
        await page.GetByTestId("way-password").GetByRole(AriaRole.Button, new() { Name = "Change…" }).ClickAsync();
        await FillAsync(page, ("Password until now", Password), ("New password", "quite another sentence"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(page.GetByTestId("door-event").First).ToContainTextAsync("Password changed");

        await using var other = await institution.OpenAsync("/", 390);
        await SignInAsync(other.Page, "told@fund.example", "not this sentence at all");
        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This did not work");
        await SignInAsync(other.Page, "told@fund.example", "quite another sentence");
        var notice = other.Page.GetByTestId("door-changes");
        await Expect(notice).ToContainTextAsync("How you sign in was changed: Password changed (", new() { Timeout = Soon });
        Assert.Empty(await other.ViolationsAsync());
        await other.PictureAsync("door-changes-390-light");
        await notice.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(other.Page.GetByTestId("door-event").Filter(new() { HasText = "Refused: wrong password" })).ToHaveCountAsync(1);
        await notice.GetByRole(AriaRole.Button, new() { Name = "It was me" }).ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);
        await other.Page.ReloadAsync();
        await Expect(other.Page.GetByTestId("door-event").First).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(notice).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.GetByTestId("door-changes")).ToContainTextAsync("Password changed");
        Assert.Equal("", Faults(session));
    }

    [Fact]
    public async Task A_session_ended_elsewhere_is_said_and_signing_in_leads_back_to_where_the_person_was()
    {
        await using var first = await institution.OwnerAsync("two@fund.example");
        await using var second = await institution.OpenAsync("/settings?section=clients", 390);
        await SignInAsync(second.Page, "two@fund.example");
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "New client…" })).ToBeVisibleAsync(new() { Timeout = Soon });
        await first.Page.GotoAsync(institution.Url + "/settings?section=security");
        await Expect(first.Page.GetByTestId("session")).ToHaveCountAsync(2);
        await first.Page.GetByTestId("session").Filter(new() { HasNotText = "this one" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^End the session") }).ClickAsync();
        await Expect(first.Page.GetByTestId("session")).ToHaveCountAsync(1);

        await Expect(second.Page.GetByTestId("session-ended")).ToHaveTextAsync("Your session has ended. Sign in to go on where you were.", new() { Timeout = Soon });
        Assert.Empty(await second.ViolationsAsync());
        await second.PictureAsync("session-ended-390-light");
        await SignInAsync(second.Page, "two@fund.example");
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "New client…" })).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.EndsWith("/settings?section=clients", second.Page.Url, StringComparison.Ordinal);
        Assert.Equal("", Faults(first));
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
    }
}
