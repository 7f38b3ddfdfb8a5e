using System.Security.Claims;
using Microsoft.Playwright;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>GraphiQL at <c>/graphql</c>, as the server sends it: with its policy of what may be loaded, and nothing of it broken.</summary>
public sealed class ExplorerPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Who_opens_the_address_writes_a_query_and_sees_its_answer()
    {
        await using var host = await StagedHost.StartAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/graphql");
        await RunAsync(session.Page, "{ serverTime }");
        await Expect(Answer(session.Page)).ToContainTextAsync("\"serverTime\": \"20");
        await RunAsync(session.Page, "{ serverTim }");
        await Expect(Answer(session.Page)).ToContainTextAsync("GRAPHQL_VALIDATION_FAILED");
        await session.PictureAsync("explorer");
        // The browser reports the status of the refused query; anything else would be a fault of the page.
        var faults = session.Errors.Where(error => !error.Contains("status of 400", StringComparison.Ordinal)).ToArray();
        Assert.True(faults.Length == 0, string.Join("; ", faults));
    }

    [Fact]
    public async Task Who_may_not_read_the_schema_is_told_so_and_can_still_ask()
    {
        await using var host = await StagedHost.StartAsync(viewer: ReadsOnly());
        await using var session = await chromium.OpenAsync(host.Url + "/graphql");
        await Expect(Answer(session.Page)).ToContainTextAsync("Introspection is not allowed");
        await RunAsync(session.Page, "{ serverTime }");
        await Expect(Answer(session.Page)).ToContainTextAsync("\"serverTime\": \"20");
    }

    private static ClaimsPrincipal ReadsOnly() =>
        new SignedIn(DemoTenant.Tenant, Guid.CreateVersion7(), "ann", Guid.CreateVersion7(), DateTimeOffset.MaxValue, "client", [new RoleGrant(MemberRoles.Analyst, null)]) { Scopes = [Permission.Read] }.ToPrincipal();

    private static ILocator Answer(IPage page) => page.Locator(".graphiql-response");

    /// <summary>Replaces what stands in the editor, as a person would.</summary>
    private static async Task RunAsync(IPage page, string query)
    {
        await page.Locator(".graphiql-query-editor .CodeMirror").ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(query);
        await page.Locator(".graphiql-execute-button").ClickAsync();
    }
}
