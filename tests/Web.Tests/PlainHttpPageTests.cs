using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The page over plain http from another machine, where browsers give pages no clipboard of their own.</summary>
public sealed class PlainHttpPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task What_is_copied_is_on_the_clipboard_every_digit_of_it_and_the_focus_stays_where_it_was()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        var url = host.Url.Replace("127.0.0.1", Chromium.PlainName, StringComparison.Ordinal);
        await using var session = await chromium.OpenAsync(url + "/positions?asset=BTC");
        var page = session.Page;
        Assert.StartsWith("http://portfolio.test:", await page.EvaluateAsync<string>("() => location.origin"), StringComparison.Ordinal);
        Assert.Equal("false undefined", await page.EvaluateAsync<string>("() => `${isSecureContext} ${typeof navigator.clipboard}`"));

        // Over the page, where a dialog holds the focus.
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "Position BTC" });
        var copy = detail.GetByRole(AriaRole.Button, new() { Name = "Copy the quantity" });
        await copy.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(copy).ToHaveTextAsync("✓");
        await Expect(copy).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(detail).ToHaveCountAsync(0);
        Assert.Equal("41.23845171", await PastedAsync(session));

        await session.Filter.FillAsync("coin");
        await Expect(page.GetByTestId("position-count")).ToHaveTextAsync("4 of 15");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy CSV" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied ✓" })).ToBeVisibleAsync();
        var rows = await PastedAsync(session);
        Assert.StartsWith("asset,symbol,name,quantity,", rows, StringComparison.Ordinal);
        Assert.Contains("BTC,BTC,Bitcoin,41.23845171,96412.5,ok,", rows, StringComparison.Ordinal);
        await Expect(page.Locator("textarea")).ToHaveCountAsync(0);
    }

    /// <summary>What the clipboard puts into a field by its keys.</summary>
    private static async Task<string> PastedAsync(PageSession session)
    {
        await session.Filter.FillAsync("");
        await session.Filter.FocusAsync();
        await session.Page.Keyboard.PressAsync("Control+V");
        return await session.Filter.InputValueAsync();
    }
}
