using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;

namespace PortfolioPlatform.Web.Tests;

public sealed class StagedPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_page_shows_everything_and_breaks_no_serious_rule_of_accessibility(int width, ColorScheme scheme)
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url, width, 900, scheme);
        await Assertions.Expect(session.Total).ToHaveTextAsync("$6,423,118.45");
        await Assertions.Expect(session.Accounts).ToHaveCountAsync(5);
        await Assertions.Expect(session.Positions).ToHaveCountAsync(15);
        if (Environment.GetEnvironmentVariable("PORTFOLIO_PICTURES") is { } folder) await session.PictureAsync(Path.Combine(folder, $"staged-{width}-{scheme}.png"));
        var violations = await session.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.Empty(session.Errors);
    }
}
