using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A transaction is opened down to what its venue sent.</summary>
[Collection(DemoHost.Name)]
public sealed class RawPageTests(DemoHost demo)
{
    [Fact]
    public async Task A_transaction_is_opened_down_to_the_bytes_its_venue_sent_and_the_browser_proves_them()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT");
        var page = session.Page;
        await page.GetByTestId("transaction").First.ClickAsync();
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "Transaction" });
        var id = await detail.GetByRole(AriaRole.Button, new() { Name = "Copy the source's id" }).Locator("..").Locator("code").InnerTextAsync();
        await detail.GetByRole(AriaRole.Button, new() { Name = "Open the raw page…" }).First.ClickAsync();
        var raw = page.GetByRole(AriaRole.Dialog, new() { Name = "Raw page" });
        await Expect(raw.GetByTestId("raw-verdict")).ToContainTextAsync("✓ computed here from these bytes");
        await Expect(raw.GetByRole(AriaRole.Region, new() { Name = "The record" })).ToContainTextAsync(id.Split(':', '#')[^1]);
        await Expect(raw.GetByRole(AriaRole.Region, new() { Name = "The whole page" })).Not.ToBeEmptyAsync();
        await session.PictureAsync("raw-page-1280-light");
        Assert.Empty(await session.ViolationsAsync());
        var file = await page.RunAndWaitForDownloadAsync(() => raw.GetByRole(AriaRole.Button, new() { Name = "Save the bytes" }).ClickAsync());
        Assert.True(new FileInfo(await file.PathAsync()).Length > 10);
        await page.Keyboard.PressAsync("Escape");
        await Expect(raw).ToHaveCountAsync(0);
        await Expect(detail).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData(403, "raw pages are for who may make exports")]
    [InlineData(404, "The archive has no such page.")]
    public async Task Who_may_not_open_it_is_told_why(int status, string words)
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT");
        var page = session.Page;
        await page.RouteAsync("**/pages/*", route => route.FulfillAsync(new() { Status = status }));
        await page.GetByTestId("transaction").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the raw page…" }).First.ClickAsync();
        await Expect(page.GetByTestId("raw-refused")).ToContainTextAsync(words);
        Assert.Empty(await session.ViolationsAsync());
    }
}
