using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A report while it is made, as the page is told of it.</summary>
[Collection(DemoHost.Name)]
public sealed class TaxReportPageTests(DemoHost demo)
{
    // What stood in a row about how far its report is, each once.
    private const string Watch = """
        () => {
          window.seen = new Set();
          const look = () => { for (const one of document.querySelectorAll('[data-testid=tax-report]')) { const at = /, (\d+) %/.exec(one.textContent); if (at) window.seen.add(Number(at[1])); } };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    [Fact]
    [Trait("Pain", "22")]
    public async Task Its_progress_moves_as_it_is_told_it_is_cancelled_and_it_ends_after_the_process_died_in_the_middle_of_it()
    {
        await using var session = await demo.OpenAsync("/tax");
        await BeginAsync(session, "United Kingdom");
        await MovesAsync(session);
        await IsCancelledAsync(session);
        await OutlivesItsProcessAsync(session);
        HasNoFault(session);
    }

    private static async Task MovesAsync(PageSession session)
    {
        await session.Page.EvaluateAsync(Watch);
        var asked = 0;
        session.Page.Request += (_, request) => asked += request.PostData?.Contains("query TaxReports", StringComparison.Ordinal) == true ? 1 : 0;
        await MakeReportAsync(session);
        var seen = await session.Page.EvaluateAsync<int[]>("() => [...window.seen]");
        Assert.True(seen.Distinct().Count() > 1, $"seen: {string.Join(", ", seen)}");
        // When it was asked for, when it is told of, and when it ended: nobody asks how far it is.
        Assert.InRange(asked, 1, 4);
    }

    private static async Task IsCancelledAsync(PageSession session)
    {
        var report = await AskAsync(session);
        await ClickAsync(report, "Cancel");
        await Expect(report).ToContainTextAsync("cancelled", new() { Timeout = Patience });
        await Expect(report.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }

    private async Task OutlivesItsProcessAsync(PageSession session)
    {
        var report = await AskAsync(session);
        await demo.DieAndComeBackAsync();
        await Expect(report).ToContainTextAsync("frozen as", new() { Timeout = Patience });
        Assert.StartsWith("asset,date,quantity,rule,", await TextAsync(session, report, "sa108-computation.csv"), StringComparison.Ordinal);
    }

    private static async Task<ILocator> AskAsync(PageSession session)
    {
        var before = await Item(session, "tax-report").CountAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = $"Make report of {LastYear}" }).ClickAsync();
        await Expect(Item(session, "tax-report")).ToHaveCountAsync(before + 1, new() { Timeout = Patience });
        var report = Item(session, "tax-report").First;
        await Expect(report).ToContainTextAsync("%", new() { Timeout = Patience });
        return report;
    }
}
