using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What the stories of the page of taxes do again and again.</summary>
internal static class TaxScene
{
    public const float Patience = 120_000;

    // A year that has ended: what is traded meanwhile changes nothing of it.
    public static string LastYear => (TimeProvider.System.GetUtcNow().Year - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The year that has ended by a law as it starts, whatever another story set.</summary>
    public static async Task BeginAsync(PageSession session, string jurisdiction)
    {
        foreach (var law in new[] { "No jurisdiction", jurisdiction })
        {
            await ChooseAsync(session.Page, "Jurisdiction", law);
            await Expect(Box(session.Page, "Jurisdiction")).ToHaveTextAsync(law, new() { Timeout = Patience });
        }

        await ChooseAsync(session.Page, "Tax year", LastYear);
        await Expect(Item(session, "method").First).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    /// <summary>Makes the year's report and waits until it is frozen.</summary>
    public static async Task<ILocator> MakeReportAsync(PageSession session)
    {
        await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });
        var before = await Item(session, "tax-report").CountAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = $"Make report of {LastYear}" }).ClickAsync();
        await Expect(Item(session, "tax-report")).ToHaveCountAsync(before + 1, new() { Timeout = Patience });
        var report = Item(session, "tax-report").First;
        await Expect(report).ToContainTextAsync("frozen as", new() { Timeout = Patience });
        return report;
    }

    /// <summary>What is in a file of a report, downloaded by its link.</summary>
    public static async Task<string> TextAsync(PageSession session, ILocator report, string file)
    {
        var download = await session.Page.RunAndWaitForDownloadAsync(() => report.GetByRole(AriaRole.Link, new() { Name = file, Exact = true }).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    public static Task ClickAsync(ILocator place, string button) => place.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public static ILocator Dialog(PageSession session, string name) => session.Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    public static async Task ChooseAsync(IPage page, string box, string option)
    {
        await Box(page, box).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    public static ILocator Box(IPage page, string name) => page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    public static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    public static ILocator Gain(PageSession session) => Item(session, "total-Gain").Locator("span");

    /// <summary>Nothing on the page breaks a serious rule of accessibility.</summary>
    public static async Task IsAccessibleAsync(PageSession session) => Assert.Equal("", string.Join('\n', await session.ViolationsAsync()));

    /// <summary>
    /// Nothing went wrong in a page that asks about taxes. That the API gave a question up is no fault there: the first look at tens of thousands of transactions takes ten seconds of a processor that builds
    /// and other stories use too; the page says so and asks again, and how long it takes is measured by Benchmarks.
    /// </summary>
    public static void HasNoFault(PageSession session, bool endsItsSession = false) => Assert.Equal("", string.Join("; ", session.Errors.Where(error =>
        !error.Contains("status of 504", StringComparison.Ordinal) && !(endsItsSession && error.Contains("status of 401", StringComparison.Ordinal)))));
}
