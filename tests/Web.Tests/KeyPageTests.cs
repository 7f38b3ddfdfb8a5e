using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What the page says of keys: which permissions each venue needs, in the words of the README, and which key an account uses, since when it was not used, and when it ends.</summary>
[Collection(DemoHost.Name)]
public sealed partial class KeyPageTests(DemoHost demo)
{
    [Fact]
    public async Task The_page_and_the_README_say_the_same_permissions_for_each_venue()
    {
        var rows = Row().Matches(await File.ReadAllTextAsync(Path.Combine(BuiltPage.Root, "README.md"))).Select(m => (Venue: m.Groups[1].Value, Needed: m.Groups[2].Value.Split("; "), Forbidden: m.Groups[3].Value.Split("; "))).ToArray();
        await using var session = await demo.OpenAsync("/accounts");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Connect…" }).ClickAsync();
        var dialog = session.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }).ClickAsync();
        Assert.Equal(rows.Select(r => r.Venue).Order(StringComparer.Ordinal), (await session.Page.GetByRole(AriaRole.Option).AllInnerTextsAsync()).Order(StringComparer.Ordinal));
        await session.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        foreach (var (venue, needed, forbidden) in rows)
        {
            await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }).ClickAsync();
            await session.Page.GetByRole(AriaRole.Option, new() { Name = venue, Exact = true }).ClickAsync();
            await Expect(dialog).ToContainTextAsync($"Make a key at {venue} that may: {string.Join(", ", needed)}.");
            await Expect(dialog).ToContainTextAsync($"It must not be able to: {string.Join(", ", forbidden)}; a key that can is refused.");
        }

        Assert.Empty(await session.ViolationsAsync());
    }

    [Fact]
    public async Task Every_account_says_which_key_it_uses_when_it_was_used_last_and_when_it_ends()
    {
        await using var session = await demo.OpenAsync("/accounts");
        var keys = session.Page.GetByTestId("account-key");
        await Expect(keys).ToHaveCountAsync(5);
        foreach (var key in await keys.AllInnerTextsAsync()) Assert.Matches("^key .*….* · last used .+ ago$", key);
        await Expect(session.Account("HTX").GetByTestId("account-key")).ToContainTextAsync(new Regex("ends in [0-9]+ days"));
        Assert.Empty(session.Errors);
    }

    [GeneratedRegex(@"^\| (Binance|Coinbase|Kraken|Bitfinex|Deribit|HTX) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
