using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Portfolios, legal entities and the provider of an institution, on the page of settings.</summary>
[Collection(InstitutionHost.Name)]
public sealed class TreePageTests(InstitutionHost institution)
{
    [Fact]
    public async Task Portfolios_are_made_renamed_moved_and_removed_and_the_whole_page_follows()
    {
        await using var owner = await institution.OwnerAsync("owner@tree.example", "/settings?section=portfolios");
        var page = owner.Page;
        await Expect(Rows(page)).ToHaveCountAsync(1, new() { Timeout = Soon });
        await MakeAsync(page, "New below All", "Fund");
        await MakeAsync(page, "New below Fund", "Desk 7");
        await Expect(Rows(page)).ToContainTextAsync(["All", "Fund", "Desk 7"]);
        Assert.Empty(await owner.ViolationsAsync());
        await owner.PictureAsync("settings-portfolios-story");

        await page.GetByRole(AriaRole.Button, new() { Name = "Change Desk 7" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Change the portfolio" });
        await dialog.GetByLabel("Name").FillAsync("Desk 8");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Below" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["Nothing: at the top", "All", "Fund"]);
        await page.GetByRole(AriaRole.Option, new() { Name = "Nothing: at the top" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" }).FillAsync("Europe/Zur");
        await page.GetByRole(AriaRole.Option, new() { Name = "Europe/Zurich" }).ClickAsync();
        Assert.Empty(await owner.ViolationsAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Rows(page).Filter(new() { HasText = "Desk 8" })).ToContainTextAsync("Europe/Zurich");
        await page.GotoAsync(institution.Url + "/positions");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Portfolio" }).ClickAsync(new() { Timeout = Soon });
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["All", "Fund", "Desk 8"]);
        await page.GotoAsync(institution.Url + "/settings?section=portfolios");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove All" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("New accounts come into this portfolio: it stays.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Table, new() { Name = "Portfolios" }).GetByRole(AriaRole.Button, new() { Name = "Remove Fund" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        Assert.Equal("", Faults(owner));
    }

    [Fact]
    public async Task A_legal_entity_is_made_with_its_jurisdiction_and_removed_again()
    {
        await using var owner = await institution.OwnerAsync("entities@tree.example", "/settings?section=portfolios");
        var page = owner.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New entity…" }).ClickAsync(new() { Timeout = Soon });
        await page.GetByLabel("Name").FillAsync("Zug AG");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Jurisdiction" }).FillAsync("Switz");
        await page.GetByRole(AriaRole.Option, new() { Name = "Switzerland (CH)" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        await Expect(page.GetByTestId("entity-row").Filter(new() { HasText = "Zug AG" })).ToContainTextAsync("Switzerland (CH)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Zug AG" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("entity-row")).ToHaveCountAsync(1);
        Assert.Equal("", Faults(owner));
    }

    [Fact]
    public async Task A_provider_that_does_not_say_who_it_is_is_not_kept()
    {
        await using var owner = await institution.OwnerAsync("provider@tree.example", "/settings?section=members");
        var page = owner.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect a provider…" }).ClickAsync(new() { Timeout = Soon });
        await FillAsync(page, ("Issuer", "https://localhost:1"), ("Client secret", "s"));
        await page.GetByLabel("Client", new() { Exact = true }).FillAsync("platform");
        await page.GetByLabel("Name").FillAsync("Corporate login");
        Assert.Empty(await owner.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByTestId("provider")).ToContainTextAsync("None: members sign in here.");
    }

    private static ILocator Rows(IPage page) => page.GetByTestId("portfolio-row");

    private static async Task MakeAsync(IPage page, string button, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "New portfolio" }).GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        await Expect(Rows(page).Filter(new() { HasText = name })).ToBeVisibleAsync();
    }
}
