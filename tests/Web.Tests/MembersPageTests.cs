using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.InstitutionHost;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Who belongs to an institution and which programs sign in for it, on the page of settings.</summary>
[Collection(InstitutionHost.Name)]
public sealed class MembersPageTests(InstitutionHost institution)
{
    [Fact]
    public async Task A_member_is_invited_for_a_part_of_the_tree_joins_gets_another_role_and_is_removed()
    {
        await using var owner = await institution.OwnerAsync("owner@members.example", "/settings?section=members");
        var page = owner.Page;
        await Expect(page.GetByTestId("member")).ToContainTextAsync("Ann · you");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite…" }).ClickAsync();
        await FillAsync(page, ("Name", "Bob"), ("E-mail address", "bob@members.example"));
        await ChooseAsync(page, "Where", "All");
        Assert.Empty(await owner.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await page.GetByTestId("once").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Expect(page.GetByTestId("invitation")).ToContainTextAsync("analyst on All");

        await using var bob = await institution.OpenAsync(new Uri(link).PathAndQuery);
        await bob.Page.GetByLabel("Password").FillAsync("the sentence of somebody else");
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(SignOut(bob.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await bob.Page.GotoAsync(institution.Url + "/settings?section=members");
        await Expect(bob.Page.GetByTestId("no-permission")).ToContainTextAsync("Not for your role");

        await page.ReloadAsync();
        await Expect(page.GetByTestId("invitation")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Roles of Bob" }).ClickAsync();
        await ChooseAsync(page, "Role", "auditor");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Give" }).ClickAsync();
        await Expect(page.GetByTestId("grant")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take analyst on All" }).ClickAsync();
        await Expect(page.GetByTestId("grant")).ToHaveTextAsync(["auditorTake"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("member").Filter(new() { HasText = "Bob" })).ToContainTextAsync("auditor");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Bob" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("member")).ToHaveCountAsync(1);
        await Expect(bob.Page.GetByTestId("session-ended")).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Equal("", Faults(owner));
    }

    [Fact]
    public async Task The_last_owner_stays_and_who_has_no_second_factor_cannot_ask_for_one()
    {
        await using var owner = await institution.OwnerAsync("last@members.example", "/settings?section=members");
        var page = owner.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Ann" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A tenant keeps at least one owner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Members must sign in with a code or a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Sign in with a code or a passkey yourself first");
        await Expect(page.GetByRole(AriaRole.Switch)).Not.ToBeCheckedAsync();
        Assert.Equal("", Faults(owner));
    }

    [Fact]
    public async Task An_api_client_is_made_by_the_keyboard_alone_signs_in_with_the_secret_shown_once_and_ends_when_it_is_revoked()
    {
        await using var owner = await institution.OwnerAsync("clients@members.example", "/settings?section=clients");
        var page = owner.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New client…" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "New API client" })).ToBeVisibleAsync();
        await owner.TabToAsync(page.GetByLabel("Name"));
        await page.Keyboard.TypeAsync("Reporting");
        await owner.TabToAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = "read-schema" }));
        await page.Keyboard.PressAsync(" ");
        await owner.TabToAsync(page.GetByLabel("May call from"));
        await page.Keyboard.TypeAsync("127.0.0.0/8, ::1/128");
        Assert.Empty(await owner.ViolationsAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("once")).ToHaveCountAsync(2);
        var (id, secret) = (await page.GetByTestId("once").Nth(0).InnerTextAsync(), await page.GetByTestId("once").Nth(1).InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Expect(page.GetByTestId("client")).ToContainTextAsync("Reporting");
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "read"), await TokenAsync(id, secret));

        await page.GetByRole(AriaRole.Button, new() { Name = "New secret of Reporting" }).ClickAsync();
        await ChooseAsync(page, "The secret until now counts on", "Not at all: it and its tokens end at once");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var next = await page.GetByTestId("once").Nth(1).InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(id, secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TokenAsync(id, next)).Status);

        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Reporting" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Expect(page.GetByTestId("client")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 revoked" }).ClickAsync();
        await Expect(page.GetByTestId("client")).ToContainTextAsync("revoked");
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(id, next)).Status);
        Assert.Equal("", Faults(owner));
    }

    [Fact]
    public async Task Two_institutions_side_by_side_see_nothing_of_each_other()
    {
        await using var ann = await institution.OwnerAsync("ann@left.example", "/settings", "Ann Left", "Left Fund");
        await using var eve = await institution.OwnerAsync("eve@right.example", "/settings", "Eve Right", "Right Fund");
        foreach (var (session, own, name, other, foreign) in new[] { (ann, "Left Fund", "Ann Left", "Right Fund", "Eve Right"), (eve, "Right Fund", "Eve Right", "Left Fund", "Ann Left") })
            foreach (var path in new[] { "/settings", "/settings?section=members", "/settings?section=clients", "/", "/positions", "/accounts", "/transactions", "/problems", "/tax" })
            {
                await session.Page.GotoAsync(institution.Url + path);
                await Expect(SignOut(session.Page)).ToBeVisibleAsync();
                await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Soon });
                var text = await session.Page.Locator("body").InnerTextAsync();
                Assert.False(text.Contains(other, StringComparison.Ordinal) || text.Contains(foreign, StringComparison.Ordinal), $"{path} shows {other}");
                if (path == "/settings") await Expect(session.Page.GetByText(own, new() { Exact = true }).First).ToBeVisibleAsync();
                if (path.EndsWith("members", StringComparison.Ordinal)) await Expect(session.Page.GetByTestId("member")).ToContainTextAsync(name);
            }
    }

    [Theory]
    [InlineData("security")]
    [InlineData("portfolios")]
    [InlineData("members")]
    [InlineData("clients")]
    public async Task No_section_breaks_a_serious_rule_of_accessibility_or_is_wider_than_its_screen(string section)
    {
        await using var owner = await institution.OwnerAsync($"{section}@screens.example");
        await using var session = await institution.OpenAsync($"/settings?section={section}", 1280, ColorScheme.Light, owner);
        await Expect(SignOut(session.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        int[] widths = [1280, 360, .. PageSession.TakesPictures ? [390, 2560] : Array.Empty<int>()];
        foreach (var width in widths)
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await session.ShowAtAsync(width, scheme);
                await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Soon });
                await session.PictureAsync($"settings-{section}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
                var violations = await session.ViolationsAsync();
                Assert.True(violations.Count == 0, $"{section} at {width} {scheme}:\n{string.Join("\n", violations)}");
                Assert.Equal(0, await session.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
                Assert.Equal("", Faults(session));
            }
    }

    private async Task<(HttpStatusCode Status, string? Scope)> TokenAsync(string id, string secret)
    {
        using var http = new HttpClient { BaseAddress = new Uri(institution.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]));
        return (answer.StatusCode, answer.IsSuccessStatusCode ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["scope"] : null);
    }

    private static async Task ChooseAsync(IPage page, string box, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = box }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }
}
