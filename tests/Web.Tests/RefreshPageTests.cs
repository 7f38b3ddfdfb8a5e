using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What is shown of an earlier answer: it stays and is said to be old when it cannot be had anew, and is shown no more to whom it was taken.</summary>
[Collection(DemoHost.Name)]
public sealed partial class RefreshPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    /// <summary>Asks GraphQL as the page does; the answer's data.</summary>
    private const string Ask = "async ([query, variables]) => JSON.stringify((await (await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: JSON.parse(variables) }) })).json()).data)";

    [Theory]
    [InlineData("/transactions", "t", "TransactionPage", "transaction")]
    [InlineData("/tax", "x", "TaxDisposals", "disposal")]
    [InlineData("/problems", "b", "ProblemList", "task-count")]
    public async Task Figures_that_could_not_be_had_anew_stay_where_they_are_and_say_since_when_until_the_next_answer(string path, string key, string question, string shown)
    {
        await using var session = await demo.OpenAsync("/health");
        var page = session.Page;
        await page.EvaluateAsync("() => localStorage.setItem('settings', JSON.stringify({ zone: 'Asia/Tokyo' }))");
        await page.GotoAsync(demo.Url + path);
        await Expect(page.GetByTestId(shown).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await IsQuietAsync(page);
        var before = await page.GetByTestId(shown).First.BoundingBoxAsync();
        var (note, failing) = (page.GetByTestId("note"), 0);
        await page.RouteAsync("**/graphql", async route =>
        {
            if (!Asks(route.Request, question)) await route.ContinueAsync();
            else if (failing++ % 2 == 0) await route.AbortAsync();
            else await route.FulfillAsync(new() { Status = 500 });
        });
        await Expect(note).ToHaveCountAsync(0);
        // Longer ago than an answer is believed.
        var now = TimeProvider.System.GetUtcNow();
        await page.Clock.SetFixedTimeAsync(now.AddMinutes(2).UtcDateTime);
        await ComeBackAsync(page, key);
        await Expect(note).ToHaveTextAsync(Since(), new() { Timeout = Patience });
        await Expect(note).ToContainTextAsync(now.ToOffset(TimeSpan.FromHours(9)).ToString("HH", System.Globalization.CultureInfo.InvariantCulture));
        await Expect(page.GetByTestId(shown).First).ToBeVisibleAsync();
        Assert.Equal(before!.Y, (await page.GetByTestId(shown).First.BoundingBoxAsync())!.Y);
        Assert.Empty(await session.ViolationsAsync());
        await session.PictureAsync($"stale-{key}");

        await note.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Testing.Eventually.HoldsAsync(() => failing >= 2, "it was asked again and failed again");
        await Expect(note).ToHaveTextAsync(Since());
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await note.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(note).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Expect(page.GetByTestId(shown).First).ToBeVisibleAsync();
        Assert.DoesNotContain(session.Errors, error => !error.Contains("Failed to load resource", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_that_did_not_come_are_said_and_come_when_they_are_asked_for_again()
    {
        await using var session = await demo.OpenAsync("/health");
        var page = session.Page;
        await page.RouteAsync("**/graphql", route => Asks(route.Request, "\"after\":\"") ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync(demo.Url + "/transactions");
        await Expect(page.GetByTestId("transaction-count")).ToHaveTextAsync("100 loaded, more below", new() { Timeout = Patience });
        await page.GetByTestId("transaction").First.FocusAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Transactions, scrollable" }).EvaluateAsync("e => e.scrollTo(0, e.scrollHeight)");
        var note = page.GetByTestId("note");
        await Expect(note).ToContainTextAsync("More could not be loaded", new() { Timeout = Patience });
        await Expect(page.GetByTestId("transaction-count")).ToHaveTextAsync("100 loaded, more below");
        await page.UnrouteAllAsync();
        await note.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByTestId("transaction-count")).ToHaveTextAsync("200 loaded, more below", new() { Timeout = Patience });
        await Expect(note).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_loses_the_role_while_the_page_is_open_sees_no_figure_any_more_neither_here_nor_on_another_page()
    {
        await using var sam = await demo.SignInAsync("/", "analyst");
        var page = sam.Page;
        await Expect(sam.Total).ToContainTextAsync("$", new() { Timeout = Patience });
        foreach (var (key, shown) in new[] { ("p", "position"), ("f", "contribution-total"), ("t", "transaction") })
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByTestId(shown).First).ToBeVisibleAsync(new() { Timeout = Patience });
        }

        await TakeAsync("analyst");
        await Expect(page.GetByTestId("no-permission").First).ToContainTextAsync("Not for your role", new() { Timeout = Patience });
        foreach (var (key, shown) in new[] { ("t", "transaction"), ("p", "position"), ("f", "contribution-total"), ("o", "total") })
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByTestId("no-permission").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await Expect(page.GetByTestId(shown)).ToHaveCountAsync(0);
            Assert.DoesNotContain("$", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await sam.ViolationsAsync());
    }

    /// <summary>The owner takes a role from those who were invited for it.</summary>
    private async Task TakeAsync(string role)
    {
        await using var owner = await demo.OpenAsync("/settings");
        var members = await AskAsync(owner.Page, "{ members(first: 100) { nodes { id name grants(first: 20) { nodes { role } } } } }", []);
        foreach (var member in members["members"]!["nodes"]!.AsArray().Where(m => (string)m!["name"]! == $"Sam, {role}" && m["grants"]!["nodes"]!.AsArray().Count > 0))
        {
            var input = new JsonObject { ["idempotencyKey"] = Guid.NewGuid().ToString(), ["memberId"] = (string)member!["id"]!, ["role"] = role };
            var taken = await AskAsync(owner.Page, "mutation($input: RoleInput!) { revokeRole(input: $input) { errors { message } } }", new() { ["input"] = input });
            Assert.Empty(taken["revokeRole"]!["errors"]!.AsArray());
        }
    }

    private static async Task<JsonNode> AskAsync(IPage page, string query, JsonObject variables) =>
        JsonNode.Parse(await page.EvaluateAsync<string>(Ask, new[] { query, variables.ToJsonString() }))!;

    private static bool Asks(IRequest request, string what) => request.PostData?.Contains(what, StringComparison.Ordinal) == true;

    /// <summary>Goes elsewhere and back by the keyboard, without loading anything anew.</summary>
    private static async Task ComeBackAsync(IPage page, string key)
    {
        foreach (var press in new[] { "g", "a", "g", key }) await page.Keyboard.PressAsync(press);
    }

    private static Task IsQuietAsync(IPage page) => Expect(page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });

    [GeneratedRegex(@"^Not refreshed since \d\d:\d\dTry again$")]
    private static partial Regex Since();
}
