using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Every chart of every page is a table, a CSV file and a picture, too.</summary>
[Collection(DemoHost.Name)]
public sealed partial class ChartPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    [Theory]
    [InlineData("/", "day", "allocation", "flows")]
    [InlineData("/why?period=month", "why")]
    [InlineData("/performance", "flows")]
    [InlineData("/risk", "correlation", "losses", "backtest", "drawdown")]
    [InlineData("/positions?asset=eth", "price")]
    public async Task Every_chart_reads_as_a_table_and_is_taken_along_as_CSV_and_as_a_picture(string path, params string[] charts)
    {
        await using var session = await demo.OpenAsync(path);
        foreach (var name in charts)
        {
            var chart = session.Page.GetByTestId($"chart-{name}");
            await Expect(Drawing(chart).First).ToBeVisibleAsync(new() { Timeout = Patience });
            var picture = await SavedByAsync(session.Page, chart.GetByRole(AriaRole.Button, new() { Name = $"{name} as PNG" }));
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], picture.Take(4));
            Assert.True(picture.Length > 1_000, $"{name} is a picture of {picture.Length} bytes");
            var lines = System.Text.Encoding.UTF8.GetString(await SavedByAsync(session.Page, chart.GetByRole(AriaRole.Button, new() { Name = $"{name} as CSV" }))).Split("\r\n");
            await chart.GetByRole(AriaRole.Button, new() { Name = "Table", Exact = true }).ClickAsync();
            Assert.Equal(Cell().Count(lines[0]), await chart.GetByRole(AriaRole.Columnheader).CountAsync());
            Assert.InRange(await chart.GetByRole(AriaRole.Row).CountAsync(), 2, lines.Length + 1);
            await chart.GetByRole(AriaRole.Button, new() { Name = "Chart", Exact = true }).ClickAsync();
            await Expect(Drawing(chart).First).ToBeVisibleAsync();
        }

        Assert.Empty(await session.ViolationsAsync());
        Assert.Empty(session.Errors);
    }

    /// <summary>A cell of CSV: what has a comma in it stands between quotes.</summary>
    [GeneratedRegex("""(?:^|,)(?:"[^"]*"|[^,"]*)""")]
    private static partial Regex Cell();

    private static ILocator Drawing(ILocator chart) => chart.GetByRole(AriaRole.Img).Or(chart.GetByRole(AriaRole.Figure));

    private static async Task<byte[]> SavedByAsync(IPage page, ILocator button) =>
        await File.ReadAllBytesAsync(await (await page.RunAndWaitForDownloadAsync(() => button.ClickAsync())).PathAsync());
}
