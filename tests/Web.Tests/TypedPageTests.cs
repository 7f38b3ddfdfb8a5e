using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What is typed about taxes and transactions is kept while it cannot be sent, and when the session ends.</summary>
[Collection(DemoHost.Name)]
public sealed class TypedPageTests(DemoHost demo, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Typed = "long thought of";

    [Fact]
    public async Task An_amount_with_more_digits_than_are_kept_is_refused_in_words_before_it_is_sent_and_stays()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT&order=oldest");
        var (page, sent) = (session.Page, new List<string>());
        page.Request += (_, request) => sent.Add(request.PostData ?? "");
        await Item(session, "transaction").First.ClickAsync(new() { Timeout = Soon });
        await ClickAsync(Dialog(session, "Transaction"), "Edit…");
        var dialog = Dialog(session, "Edit the transaction");
        var amount = dialog.Locator("input[type=text]").Nth(1);
        var before = await amount.InputValueAsync();
        await dialog.GetByLabel("Why").FillAsync(Typed);
        await amount.FillAsync($"0.{new string('1', 29)}");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be kept exactly as it stands. Written like 1234.56, with at most 28 digits.");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        await Expect(amount).ToHaveValueAsync($"0.{new string('1', 29)}");
        Assert.DoesNotContain(sent, body => body.Contains("EditTransaction", StringComparison.Ordinal));
        await IsAccessibleAsync(session);
        await amount.FillAsync(before);
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeEnabledAsync();
        HasNoFault(session);
    }

    [Fact]
    public async Task Forms_of_taxes_and_remarks_are_there_again_with_what_was_typed_when_the_session_ended_under_them()
    {
        var email = $"typist-{Guid.NewGuid():N}@demo.example";
        await using var session = await JoinAsync(email);
        var page = session.Page;
        await page.GotoAsync($"{demo.Url}/tax");
        await BeginAsync(session, "United States");
        await MakeReportAsync(session);
        await ClickAsync(Item(session, "tax-report").First, "Close year");
        await IsKeptAsync(session, email, Dialog(session, $"Close {LastYear}").GetByLabel("Why, for whoever reads it later"));
        await ClickAsync(Dialog(session, $"Close {LastYear}"), "Cancel");
        await ClickAsync(page.Locator("main"), "With more");
        await IsKeptAsync(session, email, Dialog(session, "Report of").GetByLabel("Forms 1099-DA"));
        await ClickAsync(Dialog(session, "Report of"), "Cancel");
        await ClickAsync(page.Locator("main"), "Change");
        await ChooseAsync(page, "Scope", "by wallet from a day on");
        await IsKeptAsync(session, email, Dialog(session, "Which units are matched").GetByLabel("Decided by"));
        await ClickAsync(Dialog(session, "Which units are matched"), "Cancel");
        await IsKeptAsync(session, email, page.GetByLabel("Asset to sell"));
        await page.GotoAsync($"{demo.Url}/transactions?kind=STAKING_REWARD&order=oldest");
        await Item(session, "transaction").First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await ClickAsync(page.GetByRole(AriaRole.Toolbar, new() { Name = "Marked transactions" }), "Add a remark…");
        await IsKeptAsync(session, email, page.GetByRole(AriaRole.Textbox, new() { Name = "Remark" }));
        TaxScene.HasNoFault(session, endsItsSession: true);
    }

    /// <summary>Types, loses the session as if it ended elsewhere, signs in again: the words are where they were.</summary>
    private static async Task IsKeptAsync(PageSession session, string email, ILocator field)
    {
        await field.FillAsync(Typed, new() { Timeout = Soon });
        await session.Page.EvaluateAsync("() => fetch('/api/identity/session', { method: 'DELETE' })");
        await Expect(session.Page.GetByTestId("session-ended")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(field).ToHaveCountAsync(0);
        await SignInAsync(session.Page, email);
        await Expect(field).ToHaveValueAsync(Typed, new() { Timeout = Soon });
    }

    /// <summary>A page of somebody who joined by an invitation of the owner's, with a password alone.</summary>
    private async Task<PageSession> JoinAsync(string email)
    {
        await using var owner = await demo.OpenAsync("/settings?section=members");
        var link = await owner.Page.EvaluateAsync<string>(
            """
            async email => (await (await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({
              query: 'mutation($input: InviteMemberInput!) { inviteMember(input: $input) { link } }',
              variables: { input: { idempotencyKey: email, email, name: 'Tess, typist', role: 'manager' } } }) })).json()).data.inviteMember.link
            """, email);
        var session = await chromium.OpenAsync(new Uri(new Uri(demo.Url), new Uri(new Uri(demo.Url), link).PathAndQuery).ToString());
        await session.Page.GetByLabel("Password").FillAsync(Password);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(SignOut(session.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        return session;
    }
}
