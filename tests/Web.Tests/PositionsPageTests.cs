using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PortfolioPlatform.Web.Tests.Stage;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The table of positions: taken along exactly, scrolled through however long it is, and moving only where something changed.</summary>
public sealed class PositionsPageTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private const int Many = 10_000;
    private const int MostRows = 80;

    /// <summary>Scrolls a table from its top to its end, a screen a frame; how long each frame took and how many rows stood in the document at most.</summary>
    private const string ScrollThrough = """
        table => new Promise(done => {
          const times = []; let rows = 0; let last = performance.now();
          const step = now => {
            times.push(now - last); last = now;
            rows = Math.max(rows, table.querySelectorAll('[data-testid=position]').length);
            if (table.scrollTop + table.clientHeight >= table.scrollHeight - 1 || times.length > 1200) { times.shift(); times.sort((a, b) => a - b); done({ rows, frames: times.length, median: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)], longest: times.at(-1) }); return; }
            table.scrollTop += table.clientHeight;
            requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        })
        """;

    [Fact]
    public async Task Rows_are_copied_as_CSV_as_they_stand_and_with_every_digit()
    {
        await using var host = await StagedHost.StartAsync();
        await new Scene(host).BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/positions");
        await session.Filter.FillAsync("coin");
        await Expect(session.Page.GetByTestId("position-count")).ToHaveTextAsync("4 of 15");
        var rows = (await session.CopiedByAsync(() => session.Page.GetByRole(AriaRole.Button, new() { Name = "Copy CSV" }).ClickAsync())).Split("\r\n");
        Assert.Equal("asset,symbol,name,quantity,price,price state,value,share %,today,unrealised,realised,cost,currency", rows[0]);
        Assert.Equal(await session.SymbolsAsync(), rows.Skip(1).Select(row => row.Split(',')[1]));
        const decimal Held = 41.23845171m, Price = 96_412.5m;
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"BTC,BTC,Bitcoin,{Held},{Price},ok,{Held * Price},"), rows.Single(row => row.StartsWith("BTC,", StringComparison.Ordinal)), StringComparison.Ordinal);
        await Expect(session.Row("BTC").Locator("[data-column=quantity] [title]")).ToHaveAttributeAsync("title", "41.23845171");
        await Expect(session.Row("BTC").Locator("[data-column=value] [title]")).ToHaveAttributeAsync("title", (Held * Price).ToString(CultureInfo.InvariantCulture));
        await Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Copied ✓" })).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_scrolled_through_with_a_screenful_in_the_document()
    {
        await using var host = await StagedHost.StartAsync();
        var scene = new Scene(host);
        await scene.BuildAsync();
        for (var i = 0; i < Many; i++) await scene.PositionAsync($"T{i:00000}", "Token", 1, 0.5m + i);
        await using var session = await chromium.OpenAsync(host.Url + "/positions");
        await Expect(session.Page.GetByTestId("position-count")).ToHaveTextAsync("10015");
        var table = session.Page.GetByRole(AriaRole.Region, new() { Name = "Positions, scrollable" });
        var seen = await table.EvaluateAsync<JsonElement>(ScrollThrough);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Many} rows scrolled through in {seen.GetProperty("frames").GetInt32()} frames: median {seen.GetProperty("median").GetDouble():0.0} ms, 95 % {seen.GetProperty("p95").GetDouble():0.0} ms, longest {seen.GetProperty("longest").GetDouble():0} ms; at most {seen.GetProperty("rows").GetInt32()} rows in the document"));
        Assert.InRange(seen.GetProperty("rows").GetInt32(), 10, MostRows);
        Assert.True(seen.GetProperty("frames").GetInt32() > Many / MostRows, "it did not scroll");
        await Expect(session.Row("SHIB").Or(session.Row("T00000")).First).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference, true)]
    [InlineData(ReducedMotion.Reduce, false)]
    public async Task What_changed_is_shown_by_a_flash_and_nothing_moves_for_who_wants_no_motion(ReducedMotion wish, bool moves)
    {
        await using var host = await StagedHost.StartAsync();
        var scene = new Scene(host);
        await scene.BuildAsync();
        await using var session = await chromium.OpenAsync(host.Url + "/positions");
        await session.Page.EmulateMediaAsync(new() { ReducedMotion = wish });
        await Expect(session.Row("ETH")).ToBeVisibleAsync();
        await session.Page.EvaluateAsync("() => { window.flashes = []; addEventListener('animationstart', e => window.flashes.push(e.target.closest('[data-testid=position]')?.textContent ?? ''), true); }");
        await scene.PositionAsync("BTC", "Bitcoin", 41m, 100_000m);
        await Expect(session.Row("BTC")).ToContainTextAsync("$4,100,000.00");
        await scene.PositionAsync("BTC", "Bitcoin", 41m, 100_001m);
        await Expect(session.Row("BTC")).ToContainTextAsync("$4,100,041.00");
        var flashes = await session.Page.EvaluateAsync<string[]>("() => window.flashes");
        Assert.Equal(moves, flashes.Any(text => text.Contains("Bitcoin", StringComparison.Ordinal)));
        Assert.DoesNotContain(flashes, text => text.Contains("Ethereum", StringComparison.Ordinal));
    }
}
