using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Somebody with a role on a part of the tree: sees that part, and is told what the role does not include.</summary>
[Collection(InstitutionHost.Name)]
public sealed class PartMemberPageTests(InstitutionHost institution)
{
    /// <summary>Asks GraphQL as the page does; the answer as text.</summary>
    private const string Ask = "async query => (await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })).text()";

    [Fact]
    public async Task A_part_of_the_tree_is_all_there_is_and_what_is_of_the_whole_is_not_for_this_role()
    {
        await using var owner = await institution.OwnerAsync("owner@part.example");
        var made = await AskAsync(owner.Page, "mutation { createPortfolio(input: { idempotencyKey: \"fund\", name: \"Fund\", currency: \"fiat:eur\", timeZone: \"Europe/Zurich\" }) { portfolio { id } errors { message } } }");
        var fund = made["createPortfolio"]!["portfolio"]!["id"]!;
        var invited = await AskAsync(owner.Page, $"mutation {{ inviteMember(input: {{ idempotencyKey: \"bob\", email: \"bob@part.example\", name: \"Bob\", role: \"analyst\", portfolioId: \"{fund}\" }}) {{ link }} }}");

        await using var bob = await institution.OpenAsync((string)invited["inviteMember"]!["link"]!);
        var page = bob.Page;
        await page.GetByLabel("Password").FillAsync("the sentence of somebody else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Portfolios" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("^Fund")], new() { Timeout = Soon });
        foreach (var region in new[] { "Accounts", "Reconciliation" })
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = region }).GetByTestId("no-permission")).ToContainTextAsync("Not for your role", new() { Timeout = Soon });
        Assert.Empty(await bob.ViolationsAsync());
        await page.GotoAsync(institution.Url + "/accounts");
        await Expect(page.GetByTestId("no-permission")).ToHaveCountAsync(2, new() { Timeout = Soon });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Connect…" })).ToHaveCountAsync(0);
        await page.GotoAsync(institution.Url + "/positions");
        await Expect(page.GetByText("Nothing is held here.")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Portfolio" })).ToHaveTextAsync("Fund");
        await page.GotoAsync(institution.Url + "/settings?section=clients");
        await Expect(page.GetByTestId("no-permission")).ToContainTextAsync("Not for your role", new() { Timeout = Soon });
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> AskAsync(IPage page, string query) =>
        System.Text.Json.Nodes.JsonNode.Parse(await page.EvaluateAsync<string>(Ask, query))!["data"]!;
}
