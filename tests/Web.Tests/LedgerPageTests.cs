using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What people do to transactions: say it otherwise, remark, join and separate, several at once, and take it back; and what proves that nothing else did.</summary>
[Collection(DemoHost.Name)]
public sealed partial class LedgerPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task The_browser_proves_an_entry_of_the_chain_and_finds_one_that_was_changed()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT");
        var page = session.Page;
        await Item(session, "transaction").First.ClickAsync();
        await Expect(Item(session, "chain-verdict").First).ToHaveTextAsync(Proved(), new() { Timeout = Patience });
        Assert.Empty(await session.ViolationsAsync());

        // Another server would tell another entry under the same hash.
        await page.RouteAsync("**/graphql", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = route.Request.PostData!.Contains("TransactionRecords", StringComparison.Ordinal) ? Covered().Replace(text, "$1AAAA$2") : text });
        });
        await page.ReloadAsync();
        await Expect(Item(session, "chain-verdict").First).ToContainTextAsync("✕ the entry is not what its hash says: it hashes to", new() { Timeout = Patience });
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task An_edit_lies_over_what_the_source_told_and_is_taken_back_and_both_stay_in_the_ledger()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=DEPOSIT&order=oldest");
        var page = session.Page;
        await Item(session, "transaction").Nth(5).ClickAsync();
        var detail = page.GetByRole(AriaRole.Dialog, new() { Name = "Transaction" });
        await detail.GetByRole(AriaRole.Button, new() { Name = "Edit…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit the transaction" });
        await dialog.Locator("input[type=text]").Nth(1).FillAsync("0.123456789012345678");
        await dialog.GetByLabel("Why").FillAsync("counted anew");
        Assert.Empty(await session.ViolationsAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Saved: your version holds");
        await Expect(detail.GetByTitle("0.123456789012345678", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(Item(session, "ledger-record").Filter(new() { HasText = "Edited by a person" })).ToContainTextAsync("counted anew", new() { Timeout = Patience });
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Taken back", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(detail.GetByTitle("0.123456789012345678", new() { Exact = true })).ToHaveCountAsync(0, new() { Timeout = Patience });
        await page.ReloadAsync();
        await Expect(Item(session, "ledger-record").Filter(new() { HasText = "Edited by a person" })).ToHaveCountAsync(2, new() { Timeout = Patience });
        await Expect(Item(session, "ledger-record").First).ToContainTextAsync("As the source told it");
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Several_transactions_get_another_kind_or_a_remark_in_one_step_and_either_is_taken_back_in_one()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=STAKING_REWARD&order=oldest");
        var page = session.Page;
        foreach (var i in new[] { 0, 1, 2 }) await Item(session, "transaction").Nth(i).GetByRole(AriaRole.Checkbox).CheckAsync();
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Marked transactions" });
        await bar.GetByRole(AriaRole.Button, new() { Name = "Add a remark…" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Remark" }).FillAsync("looked at by Ann");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.GetByText("Remark added to 3 transactions")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Taken back", new() { Exact = true })).ToBeVisibleAsync();
        var first = await Item(session, "transaction").Nth(0).GetAttributeAsync("data-id");
        foreach (var i in new[] { 0, 1 }) await Item(session, "transaction").Nth(i).GetByRole(AriaRole.Checkbox).CheckAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Change kind…" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Airdrop" }).ClickAsync();
        await Expect(page.GetByText("2 transactions: now airdrop")).ToBeVisibleAsync();
        await Expect(page.Locator($"[data-id=\"{first}\"]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator($"[data-id=\"{first}\"]")).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.Locator($"[data-id=\"{first}\"]").ClickAsync();
        await Expect(Record(session, "looked at by Ann")).ToContainTextAsync("taken back", new() { Timeout = Patience });
        await Expect(Record(session, "Remark taken back")).ToHaveCountAsync(1);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_remark_is_taken_back_where_it_stands_and_another_one_goes_on_to_hold()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=STAKING_REWARD&order=newest");
        var page = session.Page;
        foreach (var words in new[] { "first thought", "second thought" })
        {
            await Item(session, "transaction").First.GetByRole(AriaRole.Checkbox).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a remark…" }).ClickAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Remark" }).FillAsync(words);
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await Expect(page.GetByText("Remark added")).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Marked transactions" })).ToHaveCountAsync(0);
        }

        await Item(session, "transaction").First.ClickAsync();
        await Record(session, "first thought").GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync(new() { Timeout = Patience });
        await Expect(Record(session, "first thought").Locator("s")).ToHaveTextAsync("“first thought”", new() { Timeout = Patience });
        await Expect(Record(session, "first thought").GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToHaveCountAsync(0);
        await Expect(Record(session, "second thought").GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToBeVisibleAsync();
        await Expect(Record(session, "Remark taken back").GetByTestId("chain-verdict")).ToContainTextAsync("✓", new() { Timeout = Patience });
        Assert.Empty(await session.ViolationsAsync());
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_withdrawal_and_a_deposit_are_joined_as_one_transfer_and_separated_again()
    {
        await using var session = await demo.OpenAsync("/transactions?kind=WITHDRAWAL,DEPOSIT&order=oldest&asset=usdt");
        var page = session.Page;
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Marked transactions" });
        var link = bar.GetByRole(AriaRole.Button, new() { Name = "Link as transfer" });
        await Item(session, "transaction").Filter(new() { HasText = "Withdrawal" }).First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(link).ToBeDisabledAsync();
        var arrived = Item(session, "transaction").Filter(new() { HasText = "Deposit" }).First;
        await arrived.GetByRole(AriaRole.Checkbox).CheckAsync();
        await link.ClickAsync();
        await Expect(page.GetByText("Linked as one transfer")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Taken back", new() { Exact = true })).ToBeVisibleAsync();
        await arrived.ClickAsync();
        await Expect(Item(session, "ledger-record").Filter(new() { HasText = "Linked as a transfer" })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(Item(session, "ledger-record").Filter(new() { HasText = "Transfer separated" })).ToHaveCountAsync(1);
        Assert.Empty(session.Errors);
    }

    private static ILocator Record(PageSession session, string text) => Item(session, "ledger-record").Filter(new() { HasText = text });

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    [GeneratedRegex(@"✓ computed here from the entry \([+−][\d,.]+ .+\), the hash before and that of the raw page")]
    private static partial Regex Proved();

    [GeneratedRegex("(\"covered\":\"[A-Za-z0-9+/]{120})[A-Za-z0-9+/]{4}([A-Za-z0-9+/=]*\")")]
    private static partial Regex Covered();
}
