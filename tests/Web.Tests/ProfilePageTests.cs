using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>How somebody is called.</summary>
[Collection(InstitutionHost.Name)]
public sealed class ProfilePageTests(InstitutionHost institution)
{
    [Fact]
    public async Task A_person_changes_the_name_their_changes_are_recorded_under_and_is_told_why_another_one_cannot_be_theirs()
    {
        await using var session = await institution.OwnerAsync("ann@names.example", "/settings");
        var page = session.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Change your name" }).ClickAsync(new() { Timeout = Soon });
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Change your name" });
        await Expect(dialog.GetByLabel("Name")).ToHaveValueAsync("Ann");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeDisabledAsync();
        await dialog.GetByLabel("Name").FillAsync("system");
        await dialog.GetByLabel("Name").PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose another one, so that they stay apart.");
        session.ForgetErrors();
        await dialog.GetByLabel("Name").FillAsync("Ann Müller");
        Assert.Empty(await session.ViolationsAsync());
        await session.PictureAsync("own-name-1280-light");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();

        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("own-name")).ToContainTextAsync("Ann Müller");
        await page.GotoAsync(institution.Url + "/settings?section=members");
        await Expect(page.GetByText("Ann Müller").First).ToBeVisibleAsync(new() { Timeout = Soon });
        await page.GotoAsync(institution.Url + "/settings?section=security");
        await Expect(page.GetByTestId("door-event").First).ToContainTextAsync("Name changed");
        await Expect(page.GetByTestId("door-event").First).ToContainTextAsync("now Ann Müller");
        Assert.Equal("", Faults(session));
    }
}
