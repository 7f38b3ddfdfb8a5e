using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using PortfolioPlatform.Web.Tests.Stage;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A page that is kept open all day: 60 positions that change ten times a second. Some seconds in every run, ten minutes in soak.</summary>
[Collection(Alone.Name)]
public sealed class LivePageTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private const int Positions = 60;
    private const int MostMoreNodes = 200;
    private const double MostMoreMegabytes = 12;

    /// <summary>Counts frames and long tasks, and notes every value a row shows that is below the one before: prices here only rise.</summary>
    private const string Watch = """
        () => {
          const seen = window.seen = { frames: 0, long: 0, longest: 0, changes: 0, back: [], since: performance.now() };
          const frame = () => { seen.frames++; requestAnimationFrame(frame); };
          requestAnimationFrame(frame);
          new PerformanceObserver((list) => list.getEntries().forEach((task) => { seen.long++; seen.longest = Math.max(seen.longest, task.duration); })).observe({ type: 'longtask' });
          const last = new Map();
          const look = () => document.querySelectorAll('[data-testid=position]').forEach((row) => {
            const symbol = row.querySelector('[data-column=symbol] span span').textContent;
            const value = Number(row.querySelector('[data-column=price]').textContent.replace(/[^\d.]/g, ''));
            if (last.has(symbol) && value < last.get(symbol)) seen.back.push(`${symbol} from ${last.get(symbol)} to ${value}`);
            if (last.get(symbol) !== value) seen.changes++;
            last.set(symbol, value);
          });
          new MutationObserver(look).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
        }
        """;

    private static TimeSpan Length => Soak.IsOn ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Sixty_positions_that_change_ten_times_a_second_lose_no_update_and_grow_neither_document_nor_heap()
    {
        await using var host = await StagedHost.StartAsync();
        var scene = new Scene(host);
        await scene.BuildAsync();
        await MoveAsync(scene, 0);
        await using var session = await chromium.OpenAsync(host.Url + "/positions", 1280, 3000);
        await Expect(session.Row("T59")).ToContainTextAsync(Price(59, 0));
        var devtools = await session.Page.Context.NewCDPSessionAsync(session.Page);
        var paint = await session.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
        await session.Page.EvaluateAsync(Watch);

        var ticks = await RunAsync(scene, 0, Length / 5);
        var (nodes, heap) = await SizeAsync(session.Page, devtools);
        ticks = await RunAsync(scene, ticks, Length * 4 / 5);
        for (var i = 0; i < Positions; i++) await Expect(session.Row($"T{i:00}").Locator("[data-column=price]")).ToHaveTextAsync(Price(i, ticks));
        var seen = await session.Page.EvaluateAsync<JsonElement>("() => ({ ...window.seen, seconds: (performance.now() - window.seen.since) / 1000 })");
        var (nodesAfter, heapAfter) = await SizeAsync(session.Page, devtools);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first contentful paint {paint:0} ms; {ticks} ticks of {Positions} positions; {seen.GetProperty("frames").GetInt32() / seen.GetProperty("seconds").GetDouble():0.0} frames a second; {seen.GetProperty("long").GetInt32()} long tasks, the longest {seen.GetProperty("longest").GetDouble():0} ms; {seen.GetProperty("changes").GetInt32()} values seen; document {nodes} to {nodesAfter} elements; heap {heap:0.0} to {heapAfter:0.0} MB"));
        Assert.Empty(seen.GetProperty("back").EnumerateArray().Select(b => b.GetString()));
        Assert.True(seen.GetProperty("changes").GetInt32() > Positions, "nothing moved");
        Assert.InRange(nodesAfter, 1, nodes + MostMoreNodes);
        Assert.InRange(heapAfter, 0, heap + MostMoreMegabytes);
        Assert.Empty(session.Errors);
    }

    /// <summary>Ten times a second all positions change; how often they did in all.</summary>
    private static async Task<int> RunAsync(Scene scene, int ticks, TimeSpan length)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var end = ticks + (int)(length.TotalSeconds * 10); ticks < end && await timer.WaitForNextTickAsync();) await MoveAsync(scene, ++ticks);
        return ticks;
    }

    private static async Task MoveAsync(Scene scene, int tick)
    {
        for (var i = 0; i < Positions; i++) await scene.PositionAsync($"T{i:00}", "Token", 1 + i, 100 + i + (tick * 0.01m));
    }

    private static string Price(int position, int tick) => "$" + (100 + position + (tick * 0.01m)).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Elements of the document, and megabytes of the heap after what nobody holds any more is gone.</summary>
    private static async Task<(int Nodes, double Heap)> SizeAsync(IPage page, ICDPSession devtools)
    {
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        var heap = await devtools.SendAsync("Runtime.getHeapUsage");
        return (await page.EvaluateAsync<int>("() => document.querySelectorAll('*').length"), heap!.Value.GetProperty("usedSize").GetDouble() / 1_048_576);
    }
}
