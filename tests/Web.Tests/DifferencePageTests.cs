using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A difference between ledger and venue, as the feed tells it.</summary>
public sealed class DifferencePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_difference_names_the_first_entry_that_does_not_fit_and_leads_to_it()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/accounts");
        var issue = session.Page.GetByTestId("issue");
        await Expect(issue).ToContainTextAsync("ledger 310,000.25 · venue 309,998.75 · since Jan 5, ");
        await Expect(issue).ToContainTextAsync("▼−1.5");
        await issue.GetByRole(AriaRole.Link, new() { Name = "L7QK2-ADA-000412" }).ClickAsync();
        Assert.EndsWith("/transactions?account=kraken&tx=L7QK2-ADA-000412", session.Page.Url, StringComparison.Ordinal);
    }
}
