using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace PortfolioPlatform.Web.Tests;

/// <summary>A browser window on the product's page.</summary>
public sealed class PageSession : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> errors = new();

    internal PageSession(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A connection that the test itself cut is no fault of the page.
            if (message.Type == "error" && !message.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal) && !message.Text.Contains("WebSocket", StringComparison.Ordinal)) errors.Enqueue($"{message.Text} {message.Location}");
        };
    }

    public IPage Page { get; }

    /// <summary>The session's cookies, to give to another window.</summary>
    public IReadOnlyList<BrowserContextCookiesResult> Cookies { get; set; } = [];

    /// <summary>What went wrong in the page so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>That a page asked before anybody was signed in is no fault of it.</summary>
    public void ForgetErrors() => errors.Clear();

    public ILocator Total => Page.GetByTestId("total");

    public ILocator Link => Page.GetByTestId("link");

    public ILocator Positions => Page.GetByTestId("position");

    public ILocator Accounts => Page.GetByTestId("account");

    public ILocator Filter => Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter positions" });

    /// <summary>The row of an asset.</summary>
    public ILocator Row(string symbol) => Positions.Filter(new() { Has = Page.GetByText(symbol, new() { Exact = true }) });

    /// <summary>The line of an account.</summary>
    public ILocator Account(string name) => Accounts.Filter(new() { HasText = name });

    /// <summary>How many records each account says it has.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RecordsAsync()
    {
        var lines = await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[data-testid=account]')].map(a => a.querySelector('[title]').title + '|' + (/([\d,]+) records/.exec(a.textContent)?.[1] ?? '0').replaceAll(',', ''))
            """);
        return lines.Select(line => line.Split('|')).ToDictionary(parts => parts[0], parts => long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Clicks the head of a column.</summary>
    public Task SortAsync(string title) => Page.GetByRole(AriaRole.Columnheader, new() { Name = title }).GetByRole(AriaRole.Button).ClickAsync();

    /// <summary>The positions' symbols in the order they stand.</summary>
    public async Task<IReadOnlyList<string>> SymbolsAsync() =>
        await Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[data-testid=position]')]
              .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
              .map(row => row.querySelector('[data-column=symbol] span span').textContent)
            """);

    /// <summary>Rules of WCAG 2.2 A and AA that the page breaks seriously, as axe-core sees them.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(BuiltPage.Web, "node_modules", "axe-core", "axe.min.js")));
        var found = await Page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')})`)
            """);
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }

    /// <summary>The same window at another width and in the system's other theme.</summary>
    public async Task ShowAtAsync(int width, ColorScheme scheme)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
    }

    /// <summary>Resolves when nothing has been on its way for a second, but after twenty in any case: a view may ask only when another was answered.</summary>
    private const string Settled = """
        () => new Promise((done) => {
          const began = performance.now();
          let quiet = began;
          const look = () => {
            const now = performance.now();
            if (document.querySelector('[role=status][aria-label=Loading]') !== null) quiet = now;
            if (now - quiet > 1000 || now - began > 20000) done(); else requestAnimationFrame(look);
          };
          look();
        })
        """;

    /// <summary>Whether PORTFOLIO_PICTURES names a folder for pictures.</summary>
    public static bool TakesPictures => Environment.GetEnvironmentVariable("PORTFOLIO_PICTURES") is { Length: > 0 };

    /// <summary>Takes a picture of the whole page, as WebP, when PORTFOLIO_PICTURES names a folder for them.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PORTFOLIO_PICTURES") is not { Length: > 0 } folder) return;
        await Page.EvaluateAsync(Settled);
        var size = await Page.EvaluateAsync<int[]>("() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]");
        var devtools = await context.NewCDPSessionAsync(Page);
        var shot = await devtools.SendAsync("Page.captureScreenshot", new()
        {
            ["format"] = "webp", ["quality"] = 60, ["captureBeyondViewport"] = true, ["clip"] = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = size[0], ["height"] = size[1], ["scale"] = 1 },
        });
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.webp"), shot!.Value.GetProperty("data").GetBytesFromBase64());
    }

    /// <summary>What a click puts on the clipboard.</summary>
    public async Task<string> CopiedByAsync(Func<Task> click)
    {
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.EvaluateAsync("() => navigator.clipboard.writeText('')");
        await click();
        var copied = "";
        await Testing.Eventually.HoldsAsync(async () => (copied = await Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Length > 0, "something is on the clipboard");
        return copied;
    }

    /// <summary>Presses Tab until the element has the focus, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator element)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            if (await element.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("60 presses of Tab did not get there.");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
