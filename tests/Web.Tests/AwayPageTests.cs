using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What happened while nobody looked, and why the value moved over any interval, down to the transactions behind each reason.</summary>
[Collection(DemoHost.Name)]
public sealed partial class AwayPageTests(DemoHost demo)
{
    private const float Patience = 60_000;

    /// <summary>As the page notes it: the last sign of the visit before was three hours ago.</summary>
    private const string WasHere = "() => localStorage.setItem('visit', JSON.stringify({ before: null, last: Date.now() - 3 * 3600000 }))";

    [Fact]
    public async Task Who_comes_back_is_told_in_five_lines_what_happened_whose_amounts_lead_from_then_to_now()
    {
        await using var session = await demo.OpenAsync("/");
        var page = session.Page;
        await Expect(session.Total).ToBeVisibleAsync();
        await page.EvaluateAsync(WasHere);
        await page.ReloadAsync();
        await Expect(Item(session, "away")).ToBeVisibleAsync(new() { Timeout = Patience });
        var lines = await Item(session, "away").GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        Assert.InRange(lines.Count, 2, 5);
        var ends = Amounts(lines[0]);
        // Prices name the asset that mattered most behind their sum.
        var moved = lines.Skip(1).SelectMany((line, i) => Amounts(line).Take(i == 0 ? 1 : 3)).ToArray();
        Assert.InRange(ends[0] + moved.Sum() - ends[1], -0.005m * (moved.Length + 2), 0.005m * (moved.Length + 2));
        await session.PictureAsync("away-1280-light");
        Assert.Empty(await session.ViolationsAsync());

        await Item(session, "away").GetByRole(AriaRole.Link, new() { Name = "Why, in detail" }).ClickAsync();
        await Expect(Item(session, "why-check")).ToHaveTextAsync("✓ Start and reasons add up to the end, to the last digit.", new() { Timeout = Patience });
        await Behind(page).GetByRole(AriaRole.Link, new() { Name = "Newly found" }).ClickAsync();
        await Expect(Item(session, "transaction").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.GetByText("Known since")).ToBeVisibleAsync();
        await page.GotoAsync(demo.Url + "/");
        await Item(session, "away").GetByRole(AriaRole.Button, new() { Name = "Seen" }).ClickAsync(new() { Timeout = Patience });
        await page.ReloadAsync();
        await Expect(Item(session, "period-month")).Not.ToContainTextAsync("–", new() { Timeout = Patience });
        await Expect(Item(session, "away")).ToHaveCountAsync(0);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Any_interval_is_explained_and_every_bar_leads_to_what_is_behind_it()
    {
        await using var session = await demo.OpenAsync("/why?period=year");
        var page = session.Page;
        await Expect(Item(session, "why-check")).ToContainTextAsync("✓", new() { Timeout = Patience });
        var end = TimeProvider.System.GetUtcNow().AddDays(-20);
        await page.GetByLabel("From", new() { Exact = true }).FillAsync(Day(end.AddDays(-100)));
        await page.GetByLabel("To", new() { Exact = true }).FillAsync(Day(end));
        await Expect(page.GetByText(new Regex($"From .* to {end.AddDays(1):MMM d, yyyy}"))).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(Item(session, "why-check")).ToHaveTextAsync("✓ Start and reasons add up to the end, to the last digit.", new() { Timeout = Patience });
        var address = page.Url;
        var reasons = await Behind(page).GetByRole(AriaRole.Link).AllInnerTextsAsync();
        Assert.Contains("Price", reasons);
        Assert.True(reasons.Count > 3, string.Join(", ", reasons));
        foreach (var reason in reasons)
        {
            await Behind(page).GetByRole(AriaRole.Link, new() { Name = reason, Exact = true }).ClickAsync();
            await Expect(reason is "Price" or "FX" ? session.Positions.First : Item(session, "transaction").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await page.GoBackAsync();
            Assert.Equal(address, page.Url);
            await Expect(Item(session, "why-check")).ToContainTextAsync("✓", new() { Timeout = Patience });
        }

        Assert.Empty(session.Errors);
    }

    private static ILocator Item(PageSession session, string id) => session.Page.GetByTestId(id);

    private static ILocator Behind(IPage page) => page.GetByRole(AriaRole.Navigation, new() { Name = "Behind each bar" });

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal[] Amounts(string line) => [.. Money().Matches(line).Select(m => decimal.Parse(m.Value.Replace("$", "", StringComparison.Ordinal).Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"[+−]?\$[\d,]+\.\d\d")]
    private static partial Regex Money();
}
