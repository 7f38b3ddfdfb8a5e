using Microsoft.Playwright;
using PortfolioPlatform.Kernel;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A year is looked at before a sale and between any days, filed, closed, compared and opened again, on the page.</summary>
[Collection(DemoHost.Name)]
public sealed class TaxYearPageTests(DemoHost demo)
{
    [Fact]
    [Trait("Pain", "15")]
    public async Task A_year_is_closed_with_its_report_holds_against_other_settings_and_is_opened_again_with_a_reason()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United States");
        var report = await MakeReportAsync(session);
        await ReasonAsync(session, () => ClickAsync(report, "Close year"), $"Close {LastYear}", "Close year", "sent to the IRS");
        await Expect(Item(session, "closed-year")).ToContainTextAsync("sent to the IRS", new() { Timeout = Patience });
        await Expect(report).ToContainTextAsync("filed, year closed");
        await ClickAsync(Item(session, "method").Filter(new() { HasText = "Highest cost first" }), "Use");
        await Expect(session.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"{LastYear} is closed" })).ToBeVisibleAsync(new() { Timeout = Patience });
        await IsAccessibleAsync(session);
        await ReasonAsync(session, () => ClickAsync(Item(session, "closed-year"), "Open again"), $"Open {LastYear} again", "Open", "to amend it");
        await Expect(Item(session, "closed-year")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Expect(report.GetByRole(AriaRole.Button, new() { Name = "Close year" })).ToBeVisibleAsync(new() { Timeout = Patience });
        HasNoFault(session);
    }

    [Fact]
    [Trait("Pain", "44")]
    public async Task What_changed_since_a_report_is_told_by_its_settings_and_rows()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United States");
        var report = await MakeReportAsync(session);
        await ClickAsync(report, "Changes since");
        await Expect(Item(session, "difference")).ToHaveTextAsync("Nothing: both are made of the same.", new() { Timeout = Patience });
        await CloseDialogAsync(session);
        await ClickAsync(Item(session, "method").Filter(new() { HasText = "Highest cost first" }), "Use");
        await Expect(Box(session.Page, "Method")).ToHaveTextAsync("As set: Highest cost first", new() { Timeout = Patience });
        await ClickAsync(report, "Changes since");
        await Expect(Item(session, "change").First).ToHaveTextAsync("settingmethodfifo -> hifo", new() { Timeout = Patience });
        await Expect(Item(session, "change").Filter(new() { HasText = "disposal" }).First).ToBeVisibleAsync();
        await IsAccessibleAsync(session);
        await CloseDialogAsync(session);
        HasNoFault(session);
    }

    [Fact]
    public async Task A_sale_is_looked_at_before_it_is_made_with_losses_lots_that_turn_long_term_and_the_allowance()
    {
        await using var session = await demo.OpenAsync("/tax");
        var page = session.Page;
        await BeginAsync(session, "United States");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Before a sale" });
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Show" })).ToBeDisabledAsync();
        foreach (var (label, value) in new[] { ("Asset to sell", "BTC"), ("Units", "0.01"), ("Price of one, USD", "1"), ("Fee, USD", "2"), ("Days to look ahead", "360") }) await panel.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await ClickAsync(panel, "Show");
        await Expect(Item(session, "preview-method")).ToHaveCountAsync(4, new() { Timeout = Patience });
        // A hundredth for a cent and two dollars of fees: those are lost at least, and what it cost where it cost something.
        var gains = await GainsAsync(session);
        Assert.All(gains.Values, gain => Assert.True(gain <= -1.99m, string.Join(", ", gains)));
        Assert.True(gains.Values.Distinct().Count() > 1, string.Join(", ", gains));
        await Expect(Item(session, "preview-allowance")).ToContainTextAsync("3,000.00 USD is left of the");
        await Expect(Item(session, "preview-loss").First).ToContainTextAsync("BTC");
        await Expect(Item(session, "preview-turning").First).ToBeVisibleAsync();
        await IsAccessibleAsync(session);
        HasNoFault(session);
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task Between_any_two_days_the_books_lead_to_tax_line_by_line()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United States");
        var panel = session.Page.GetByRole(AriaRole.Region, new() { Name = "From the books to tax" });
        await Expect(Item(session, "bridge-line")).ToHaveCountAsync(11, new() { Timeout = Patience });
        var year = await LinesAsync(session);
        await panel.GetByLabel("From", new() { Exact = true }).FillAsync($"{LastYear}-04-01");
        await panel.GetByLabel("To", new() { Exact = true }).FillAsync($"{LastYear}-06-30");
        await Expect(Item(session, "bridge-line").Last.Locator("td").Nth(1).Locator("span")).Not.ToHaveAttributeAsync("title", year[^1].ToString(), new() { Timeout = Patience });
        await Expect(Item(session, "bridge-line")).ToHaveCountAsync(11, new() { Timeout = Patience });
        foreach (var lines in new[] { year, await LinesAsync(session) }) Assert.Equal(lines[^1], lines[..^1].Aggregate(Quantity.Zero, (sum, line) => sum + line));
        HasNoFault(session);
    }

    private static async Task ReasonAsync(PageSession session, Func<Task> open, string dialog, string action, string reason)
    {
        await open();
        await Expect(Dialog(session, dialog).GetByRole(AriaRole.Button, new() { Name = action })).ToBeDisabledAsync();
        await Dialog(session, dialog).GetByLabel("Why, for whoever reads it later").FillAsync(reason);
        await ClickAsync(Dialog(session, dialog), action);
        await Expect(Dialog(session, dialog)).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    private static async Task CloseDialogAsync(PageSession session)
    {
        await ClickAsync(session.Page.GetByRole(AriaRole.Dialog), "Close");
        await Expect(session.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task<Dictionary<string, decimal>> GainsAsync(PageSession session)
    {
        var gains = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in await Item(session, "preview-method").AllAsync())
            gains[await row.Locator("td").Nth(0).InnerTextAsync()] = decimal.Parse((await row.Locator("td").Nth(1).Locator("span").First.GetAttributeAsync("title"))!, System.Globalization.CultureInfo.InvariantCulture);
        return gains;
    }

    private static async Task<Quantity[]> LinesAsync(PageSession session)
    {
        var lines = new List<Quantity>();
        foreach (var row in await Item(session, "bridge-line").AllAsync()) lines.Add(Quantity.Parse((await row.Locator("td").Nth(1).Locator("span").First.GetAttributeAsync("title"))!));
        return [.. lines];
    }
}
