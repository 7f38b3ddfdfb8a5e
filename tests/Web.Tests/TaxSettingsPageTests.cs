using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>How an entity is taxed is said on the page: lots to wallets one by one, and methods that hold for some lots and days.</summary>
[Collection(DemoHost.Name)]
public sealed class TaxSettingsPageTests(DemoHost demo)
{
    private const string Scope = "Which units are matched", Orders = "Standing orders";

    [Fact]
    [Trait("Pain", "13")]
    public async Task Lots_come_to_wallets_by_a_written_rule_with_its_day_and_its_author_and_a_list_of_lots_that_does_not_fit_is_refused()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United States");
        await ByRuleAsync(session);
        var allocation = await TextAsync(session, await MakeReportAsync(session), "allocation.csv");
        Assert.Contains(",Ann", allocation, StringComparison.Ordinal);
        var dialog = await OpenScopeAsync(session);
        await Expect(dialog.GetByLabel("Decided by")).ToHaveValueAsync("Ann");
        await dialog.GetByLabel("Lots one by one").FillAsync(WithLess(allocation));
        await ClickAsync(dialog, "Keep");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not fit", new() { Timeout = Patience });
        await ClickAsync(dialog, "Cancel");
        await Expect(dialog).ToHaveCountAsync(0);
        HasNoFault(session);
    }

    [Fact]
    [Trait("Pain", "13")]
    public async Task The_list_of_lots_that_a_report_wrote_is_read_from_its_file_accepted_and_on_record_with_its_day_and_its_author()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United States");
        await ByRuleAsync(session);
        await Expect(Item(session, "allocation").First).ToContainTextAsync("the oldest lots", new() { Timeout = Patience });
        var list = OfBea(await TextAsync(session, await MakeReportAsync(session), "allocation.csv"));
        var dialog = await OpenScopeAsync(session);
        await FillFromFileAsync(session, dialog, list);
        await IsAccessibleAsync(session);
        await ClickAsync(dialog, "Keep");
        await Expect(dialog).ToHaveCountAsync(0, new() { Timeout = Patience });
        var record = Item(session, "allocation").Filter(new() { HasText = "BTC" });
        await Expect(record).ToContainTextAsync("specific unit allocation, lot by lot", new() { Timeout = Patience });
        await Expect(record).ToContainTextAsync("Bea");
        var lines = (await TextAsync(session, await MakeReportAsync(session), "allocation.csv")).TrimEnd('\n').Split('\n');
        Assert.All(lines[1..], line => Assert.EndsWith($",specific unit allocation; lot by lot,{LastYear}-02-15T05:00:00Z,Bea", line, StringComparison.Ordinal));
        HasNoFault(session);
    }

    [Fact]
    [Trait("Pain", "15")]
    public async Task A_standing_order_holds_for_its_asset_and_days_and_transfers_take_lots_in_an_order_of_their_own()
    {
        await using var session = await demo.OpenAsync("/tax");
        var page = session.Page;
        await BeginAsync(session, "United States");
        await ClickAsync(page.Locator("main"), Orders);
        await ChooseAsync(page, "Transfers take", "Highest cost first");
        await ClickAsync(Dialog(session, Orders), "Add an order");
        await OrderAsync(session, $"{LastYear}-12-31", $"{LastYear}-01-01");
        await ClickAsync(Dialog(session, Orders), "Keep");
        await Expect(Dialog(session, Orders).GetByRole(AriaRole.Alert)).ToContainTextAsync("The method must be such as", new() { Timeout = Patience });
        await OrderAsync(session, $"{LastYear}-01-01", $"{LastYear}-12-31");
        await IsAccessibleAsync(session);
        await ClickAsync(Dialog(session, Orders), "Keep");
        await Expect(Box(page, "Method")).ToHaveTextAsync("As set: First in, first out, with 1 order", new() { Timeout = Patience });
        await RuleIsAsync(session, "btc", "lifo");
        await RuleIsAsync(session, "eth", "fifo");
        await ClickAsync(page.Locator("main"), Orders);
        await Expect(Box(page, "Transfers take")).ToHaveTextAsync("Highest cost first");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove order 1" }).ClickAsync();
        await ChooseAsync(page, "Transfers take", "What sales take");
        await ClickAsync(Dialog(session, Orders), "Keep");
        await Expect(Box(page, "Method")).ToHaveTextAsync("As set: First in, first out", new() { Timeout = Patience });
        await RuleIsAsync(session, "btc", "fifo");
        HasNoFault(session);
    }

    private static async Task ByRuleAsync(PageSession session)
    {
        var dialog = await OpenScopeAsync(session);
        await ChooseAsync(session.Page, "Scope", "by wallet from a day on");
        await dialog.GetByLabel("By wallet from").FillAsync($"{LastYear}-03-01");
        await dialog.GetByLabel("Decided on").FillAsync($"{LastYear}-02-01");
        await dialog.GetByLabel("Decided by").FillAsync("Ann");
        await ClickAsync(dialog, "Keep");
        await Expect(dialog).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Expect(Item(session, "law")).ToContainTextAsync($"by wallet from {LastYear}-03-01", new() { Timeout = Patience });
    }

    private static async Task<ILocator> OpenScopeAsync(PageSession session)
    {
        await ClickAsync(session.Page.Locator("main"), "Change");
        return Dialog(session, Scope);
    }

    private static async Task OrderAsync(PageSession session, string from, string until)
    {
        var order = session.Page.GetByRole(AriaRole.Group, new() { Name = "Order 1" });
        await order.GetByRole(AriaRole.Combobox, new() { Name = "Method", Exact = true }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Option, new() { Name = "Last in, first out" }).ClickAsync();
        await order.GetByLabel("Asset").FillAsync("btc");
        await order.GetByLabel("From").FillAsync(from);
        await order.GetByLabel("Until").FillAsync(until);
    }

    private static async Task RuleIsAsync(PageSession session, string asset, string rule)
    {
        var page = session.Page;
        await page.GetByRole(AriaRole.Region, new() { Name = "Disposals" }).First.GetByLabel("Asset").FillAsync(asset);
        var row = Item(session, "disposal").First;
        await Expect(row.Locator("td").Nth(1)).ToHaveTextAsync(asset.ToUpperInvariant(), new() { Timeout = Patience });
        await ClickAsync(row, "Show");
        await Expect(Item(session, "lot-trace")).ToContainTextAsync($"Rule{rule}", new() { Timeout = Patience });
        await ClickAsync(row, "Hide");
    }

    private static async Task FillFromFileAsync(PageSession session, ILocator dialog, string list)
    {
        var chooser = await session.Page.RunAndWaitForFileChooserAsync(() => ClickAsync(dialog, "Lots from a file"));
        await chooser.SetFilesAsync(new FilePayload { Name = "allocation.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(list) });
        await Expect(dialog.GetByLabel("Lots one by one")).ToHaveValueAsync(list);
    }

    // The same lots, as somebody else fixed them on another day.
    private static string OfBea(string allocation)
    {
        var lines = allocation.TrimEnd('\n').Split('\n');
        return string.Join('\n', [lines[0], .. lines[1..].Select(line => string.Join(',', [.. line.Split(',')[..^2], $"{LastYear}-02-15", "Bea"]))]);
    }

    // The first lot gets a little less than all of it.
    private static string WithLess(string allocation)
    {
        var lines = allocation.TrimEnd('\n').Split('\n');
        var (header, first) = (lines[0].Split(',').ToList(), lines[1].Split(','));
        first[header.IndexOf("quantity")] = "0.00000001";
        return string.Join('\n', [lines[0], string.Join(',', first), .. lines[2..]]);
    }
}
