using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The states every view has besides the good one: coming, failed, empty, not permitted. The API's answers are set.</summary>
public sealed class PageStatesTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Viewer = """{"data":{"viewer":{"__typename":"Viewer","name":"ann","memberId":null,"roles":["operator"],"tenant":null},"portfolios":{"__typename":"PortfolioConnection","nodes":[]}}}""";

    [Fact]
    public async Task A_request_that_fails_says_so_and_is_tried_again_where_it_stands()
    {
        await using var host = await StagedHost.StartAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await AnswerAsync(session, 500, "");
        await session.Page.GotoAsync(host.Url + "/settings");
        await Expect(session.Page.GetByTestId("failed")).ToContainTextAsync("The server answered 500.");
        Assert.Empty(await session.ViolationsAsync());
        await AnswerAsync(session, 200, Viewer);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(session.Page.GetByText("ann", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(session.Page.GetByTestId("failed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_role_does_not_include_is_said_in_its_place()
    {
        await using var host = await StagedHost.StartAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await AnswerAsync(session, 200, """{"data":null,"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}""");
        await session.Page.GotoAsync(host.Url + "/settings");
        await Expect(session.Page.GetByTestId("no-permission")).ToContainTextAsync("Not for your role");
        Assert.Empty(await session.ViolationsAsync());
    }

    [Fact]
    public async Task A_ledger_without_transactions_says_when_they_come_and_a_filter_that_matches_none_says_so()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url);
        await session.Page.RouteAsync("**/graphql", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = route.Request.PostData!.Contains("TransactionPage", StringComparison.Ordinal)
                ? """{"data":{"portfolio":{"__typename":"Portfolio","id":"PORTFOLIO","transactions":{"__typename":"TransactionConnection","edges":[],"pageInfo":{"__typename":"PageInfo","hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}}}}""".Replace("PORTFOLIO", Scene.All, StringComparison.Ordinal)
                : """{"data":{"accounts":{"__typename":"AccountConnection","nodes":[]},"assets":{"__typename":"AssetConnection","nodes":[]}}}""",
        }));
        await session.Page.GotoAsync(host.Url + "/transactions");
        await Expect(session.Page.GetByTestId("empty")).ToContainTextAsync("They appear as soon as an account has imported its history.");
        await session.Page.GotoAsync(host.Url + "/transactions?kind=AIRDROP");
        await Expect(session.Page.GetByTestId("empty")).ToHaveTextAsync("No transaction matches the filter.");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(session.Page.GetByTestId("empty")).ToContainTextAsync("No transaction yet.");
        Assert.DoesNotContain("kind=", session.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_from_before_pages_had_paths_still_leads_to_its_page_and_an_unknown_one_leads_home()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/?view=risk");
        await Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Risk", Exact = true })).ToHaveAttributeAsync("aria-current", "page");
        await session.Page.GotoAsync(host.Url + "/no-such-page");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the overview" }).ClickAsync();
        await Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
    }

    private static async Task AnswerAsync(PageSession session, int status, string body)
    {
        await session.Page.UnrouteAllAsync();
        await session.Page.RouteAsync("**/graphql", route => route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = body }));
    }
}
