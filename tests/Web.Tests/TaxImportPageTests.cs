using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;
using static PortfolioPlatform.Web.Tests.TaxScene;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The page of taxes when there is no history yet, and while it comes.</summary>
public sealed class TaxImportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    [Trait("Pain", "22")]
    public async Task While_history_is_imported_the_page_shows_what_is_there_and_says_what_its_figures_do_not_know_yet()
    {
        using var data = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", "--SignIn:OpenOnLoopback=true");
        var url = await host.ReadyAsync();
        await using var overview = await chromium.OpenAsync(url);
        await Expect(overview.Page.GetByTestId("import-progress").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await using var session = await chromium.OpenAsync($"{url}/tax");
        await Expect(Box(session.Page, "Tax year")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(Item(session, "growing")).ToContainTextAsync("these figures are of", new() { Timeout = Patience });
        await Expect(Gain(session).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(overview.Page.GetByTestId("import-banner")).ToHaveCountAsync(0, new() { Timeout = 2 * Patience });
        await Expect(Item(session, "growing")).ToHaveCountAsync(0, new() { Timeout = Patience });
        HasNoFault(session);
    }
}
