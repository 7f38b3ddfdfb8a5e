using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Every view that asks the server says when its answer is on its way, when it may not be told, and when it failed; and goes on where it stands.</summary>
[Collection(DemoHost.Name)]
public sealed class ViewStatesPageTests(DemoHost demo)
{
    private const float Patience = 60_000;
    private const string Refusal = """{"data":null,"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}""";

    [Theory]
    [InlineData("/")]
    [InlineData("/positions?by=account")]
    [InlineData("/positions?asset=eth")]
    [InlineData("/transactions")]
    [InlineData("/why?period=month")]
    [InlineData("/performance")]
    [InlineData("/risk")]
    [InlineData("/tax")]
    [InlineData("/problems")]
    [InlineData("/settings")]
    [InlineData("/settings?section=portfolios")]
    [InlineData("/settings?section=members")]
    [InlineData("/settings?section=clients")]
    public async Task Each_view_waits_is_refused_fails_and_goes_on_where_it_stands(string path)
    {
        await using var session = await demo.OpenAsync("/health");
        var page = session.Page;
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/graphql", async route =>
        {
            await held.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = Refusal });
        });
        await page.GotoAsync(demo.Url + path);
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Loading" }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        held.SetResult();
        await Expect(page.GetByTestId("no-permission").First).ToContainTextAsync("Not for your role", new() { Timeout = Patience });
        Assert.Empty(await session.ViolationsAsync());

        await page.UnrouteAllAsync();
        await page.RouteAsync("**/graphql", route => route.FulfillAsync(new() { Status = 500 }));
        await page.ReloadAsync();
        await Expect(page.GetByTestId("failed").First).ToContainTextAsync("The server answered 500.", new() { Timeout = Patience });
        Assert.Empty(await session.ViolationsAsync());
        await page.UnrouteAllAsync();
        var failed = await page.GetByTestId("failed").CountAsync();
        await page.GetByTestId("failed").First.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByTestId("failed")).Not.ToHaveCountAsync(failed, new() { Timeout = Patience });
    }
}
