using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A session that ends under somebody's hands takes nothing that was typed, and keeps no secret.</summary>
[Collection(InstitutionHost.Name)]
public sealed class FormDraftPageTests(InstitutionHost institution)
{
    private const string Email = "ann@drafts.example";
    private const string Typed = "Long thought of";

    [Fact]
    public async Task Every_form_is_there_again_with_what_was_typed_after_signing_in_again()
    {
        await using var owner = await institution.OwnerAsync(Email);
        var page = owner.Page;
        await IsKeptAsync(owner, "/accounts", "Connect…", "Connect an account", "Name", async dialog =>
        {
            await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }).ClickAsync();
            await page.GetByRole(AriaRole.Option, new() { Name = "Kraken" }).ClickAsync();
            await dialog.Locator("input[type=password]").FillAsync("a secret");
        });
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Make a key at Kraken that may:");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("input[type=password]")).ToHaveValueAsync("");
        await IsKeptAsync(owner, "/settings", "Change your name", "Change your name", "Name");
        await IsKeptAsync(owner, "/settings?section=portfolios", "New portfolio…", "New portfolio", "Name");
        await IsKeptAsync(owner, "/settings?section=portfolios", "New entity…", "New legal entity", "Name");
        await IsKeptAsync(owner, "/settings?section=members", "Invite…", "Invite somebody", "Name");
        await IsKeptAsync(owner, "/settings?section=clients", "New client…", "New API client", "Name");
        await IsKeptAsync(owner, "/settings?section=members", "Connect a provider…", "Sign-in provider", "Name", dialog => dialog.GetByLabel("Client secret").FillAsync("a secret"));
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Client secret")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_finds_nothing_of_it()
    {
        await using var eve = await institution.OwnerAsync("eve@drafts.example");
        await using var ann = await institution.OwnerAsync("other@drafts.example", "/settings?section=clients");
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "New client…" }).ClickAsync(new() { Timeout = Soon });
        await ann.Page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync(Typed);
        await EndAsync(ann);
        await SignInAsync(ann.Page, "eve@drafts.example");
        await Expect(SignOut(ann.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "New client…" }).ClickAsync(new() { Timeout = Soon });
        await Expect(ann.Page.GetByRole(AriaRole.Dialog).GetByLabel("Name")).ToHaveValueAsync("");
    }

    /// <summary>Types into a form, loses the session, signs in again: the form is open, and the words are in it.</summary>
    private async Task IsKeptAsync(PageSession session, string path, string button, string title, string field, Func<ILocator, Task>? more = null)
    {
        var page = session.Page;
        await page.GotoAsync(institution.Url + path);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(new() { Timeout = Soon });
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = title });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = field, Exact = true }).FillAsync(Typed);
        if (more is not null) await more(dialog);
        await EndAsync(session);
        await SignInAsync(page, Email);
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = field, Exact = true })).ToHaveValueAsync(Typed, new() { Timeout = Soon });
        Assert.EndsWith(path, page.Url, StringComparison.Ordinal);
    }

    /// <summary>The session ends as if from elsewhere, and the page finds out by itself.</summary>
    private static async Task EndAsync(PageSession session)
    {
        await session.Page.EvaluateAsync("() => fetch('/api/identity/session', { method: 'DELETE' })");
        await Expect(session.Page.GetByTestId("session-ended")).ToBeVisibleAsync(new() { Timeout = Soon });
    }
}
