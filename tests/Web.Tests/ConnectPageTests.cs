using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>An account from its first wrong key to its end, on the page of accounts.</summary>
[Collection(DemoHost.Name)]
public sealed class ConnectPageTests(DemoHost demo)
{
    private const float Patience = 60_000;
    private static readonly string WrongSecret = Convert.ToBase64String(new byte[64]);

    [Fact]
    public async Task A_wrong_key_typed_by_the_keyboard_alone_is_told_as_one_with_what_to_do_and_nothing_typed_is_lost()
    {
        await using var session = await demo.OpenAsync("/");
        var page = session.Page;
        await Expect(session.Total).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await session.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Connect…" }));
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Connect an account" });
        await session.TabToAsync(dialog.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Kraken" })).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Kr");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToContainTextAsync("Make a key at Kraken that may:");
        await Expect(dialog.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync(["1Pick the venue", "2Make a key there that can only read, and paste it", "3Test it: nothing is stored before it is connected"]);
        await TypeAsync(session, dialog.GetByLabel("Name", new() { Exact = true }), "Second desk");
        await TypeAsync(session, Key(dialog), "no-such-key");
        await TypeAsync(session, Secret(dialog), WrongSecret);
        await session.TabToAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Test key" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Copy key and secret again", new() { Timeout = Patience });
        await session.PictureAsync("wrong-key-1280-light");
        Assert.Empty(await session.ViolationsAsync());
        await Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Second desk");
        await Expect(Key(dialog)).ToHaveValueAsync("no-such-key");
        await Expect(Secret(dialog)).ToHaveValueAsync(WrongSecret);
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(session.Accounts).ToHaveCountAsync(5);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task An_account_with_a_wrong_key_says_so_lives_with_the_right_one_rests_and_is_removed_while_its_history_stays()
    {
        await using var session = await demo.SignInAsync("/accounts");
        var page = session.Page;
        var (key, secret) = await demo.KeyAsync("bitfinex");
        var desk = session.Account("Second desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect…" }).ClickAsync();
        await FillAsync(page, "Bitfinex", "Second desk", "0123456789012345678901234567890123456789abc", "0123456789012345678901234567890123456789abc");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Expect(desk).ToHaveAttributeAsync("data-state", "wrong-key", new() { Timeout = Patience });
        await Expect(desk).ToContainTextAsync("Key refused");
        await Expect(desk).ToContainTextAsync(new Regex("Copy (key and secret|the secret) again"));

        await MenuAsync(page, "Second desk", "Remove…");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Remove Second desk?" })).ToContainTextAsync("Its history stays in the ledger");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await MenuAsync(page, "Bitfinex demo", "Pause");
        await Expect(session.Account("Bitfinex demo")).ToHaveAttributeAsync("data-state", "paused");
        await Expect(session.Account("Bitfinex demo")).ToContainTextAsync("Resume it when you want it to be current again.");
        await MenuAsync(page, "Bitfinex demo", "Replace key…");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New key for Bitfinex demo" });
        await Key(dialog).FillAsync(key);
        await Secret(dialog).FillAsync(secret);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Test key" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The key can read and cannot withdraw.", new() { Timeout = Patience });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replace key" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await MenuAsync(page, "Bitfinex demo", "Resume");
        await Expect(page.Locator("[data-testid=account][data-state=live]").Filter(new() { HasText = "Bitfinex demo" })).ToHaveCountAsync(1, new() { Timeout = Patience });

        await MenuAsync(page, "Second desk", "Remove…");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(desk).ToHaveCountAsync(0);
        Assert.Empty(session.Errors);
    }

    private static ILocator Key(ILocator dialog) => dialog.Locator("input[type=text]").Last;

    private static ILocator Secret(ILocator dialog) => dialog.Locator("input[type=password]");

    private static async Task TypeAsync(PageSession session, ILocator field, string text)
    {
        await session.TabToAsync(field);
        await session.Page.Keyboard.TypeAsync(text);
    }

    private static async Task FillAsync(IPage page, string venue, string name, string key, string secret)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Venue" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = venue, Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Legal entity" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Meridian Fund Ltd" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("For good: what happens in an account is taxed with the entity it was connected for.");
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Key(dialog).FillAsync(key);
        await Secret(dialog).FillAsync(secret);
    }

    private static async Task MenuAsync(IPage page, string account, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {account}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
