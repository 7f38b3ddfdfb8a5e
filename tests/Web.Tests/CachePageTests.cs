using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What the page asks its server: each question once, and nothing again that its cache holds.</summary>
[Collection(DemoHost.Name)]
public sealed class CachePageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    /// <summary>Each page by its keys, and what shows that it is there.</summary>
    private static readonly (string Key, string Shown)[] Walk =
    [
        ("p", "position"), ("t", "transaction"), ("f", "contribution-total"), ("r", "loss-moments"), ("x", "return-line"), ("b", "task"), ("a", "account"), ("o", "flows-sum"),
    ];

    [Fact]
    public async Task No_view_asks_again_for_what_the_cache_holds_and_no_question_is_asked_twice()
    {
        await using var session = await demo.OpenAsync("/health");
        var (asked, quiet) = (new ConcurrentQueue<string>(), false);
        session.Page.Request += (_, request) => { if (Question(request) is { } question) asked.Enqueue(question); };
        // A trade that comes meanwhile is a reason to ask: this page hears of none.
        await session.Page.RouteWebSocketAsync("**/feed", page =>
        {
            var server = page.ConnectToServer();
            server.OnMessage(frame => { if (!quiet || frame.Text?.Contains("\"topic\":\"accounts\"", StringComparison.Ordinal) != true) page.Send(frame.Text!); });
        });
        await session.Page.GotoAsync(demo.Url + "/");
        await Expect(session.Page.GetByTestId("flows-sum")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(session.Accounts).ToHaveCountAsync(5);
        quiet = true;
        // On a busy machine three walks take longer than the minute an answer is good for, or an hour begins, with which some intervals do: for this page no time passes.
        await session.Page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime);
        // What was heard before is taken in within two seconds: a first walk lets it.
        await WalkAsync(session);
        await WalkAsync(session);
        asked.Clear();
        await WalkAsync(session);
        Assert.True(asked.IsEmpty, string.Join("\n", asked));
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_page_that_is_opened_asks_each_question_once_however_many_of_its_parts_want_the_answer()
    {
        await using var session = await demo.OpenAsync("/health");
        var asked = new ConcurrentQueue<string>();
        // A trade that comes meanwhile is a reason to ask again: this page hears how accounts stand and of no change.
        await session.Page.RouteWebSocketAsync("**/feed", page =>
        {
            var server = page.ConnectToServer();
            server.OnMessage(frame => { if (frame.Text is { } text && !(text.Contains("\"type\":\"delta\"", StringComparison.Ordinal) && text.Contains("\"topic\":\"accounts\"", StringComparison.Ordinal))) page.Send(text); });
        });
        session.Page.Request += (_, request) => { if (Question(request) is { } question) asked.Enqueue(question); };
        foreach (var (path, shown) in new[] { ("/", "flows-sum"), ("/positions?asset=eth", "lot-sum"), ("/transactions", "transaction"), ("/performance", "contribution-total"), ("/risk", "loss-moments"), ("/settings?section=portfolios", "portfolio-row") })
        {
            asked.Clear();
            await session.Page.GotoAsync(demo.Url + path);
            await Expect(session.Page.GetByTestId(shown).First).ToBeVisibleAsync(new() { Timeout = Patience });
            await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });
            var twice = asked.GroupBy(q => q).Where(g => g.Count() > 1).Select(g => $"{g.Count()} x {g.Key}").ToArray();
            Assert.True(twice.Length == 0, $"{path}:\n{string.Join("\n", twice)}");
            Assert.NotEmpty(asked);
        }
    }

    /// <summary>Goes through all pages by the keyboard, without loading anything anew.</summary>
    private static async Task WalkAsync(PageSession session)
    {
        foreach (var (key, shown) in Walk)
        {
            await session.Page.Keyboard.PressAsync("g");
            await session.Page.Keyboard.PressAsync(key);
            await Expect(session.Page.GetByTestId(shown).First).ToBeVisibleAsync(new() { Timeout = Patience });
            await Expect(session.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToHaveCountAsync(0, new() { Timeout = Patience });
        }
    }

    /// <summary>The name of an operation with what it is asked for; null for what is no question, and for the list of problems, which is asked for every half minute while it is looked at.</summary>
    private static string? Question(IRequest request)
    {
        if (!request.Url.EndsWith("/graphql", StringComparison.Ordinal) || request.PostData is not { } body) return null;
        var asked = JsonNode.Parse(body)!;
        var name = (string?)asked["operationName"] ?? "";
        return name == "ProblemList" ? null : $"{name} {asked["variables"]?.ToJsonString()}";
    }
}
