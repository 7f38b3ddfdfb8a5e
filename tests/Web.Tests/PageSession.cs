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
            if (message.Type == "error" && !message.Text.Contains("ERR_CONNECTION", StringComparison.Ordinal) && !message.Text.Contains("WebSocket", StringComparison.Ordinal)) errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong in the page so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public ILocator Total => Page.GetByTestId("total");

    public ILocator Link => Page.GetByTestId("link");

    public ILocator Positions => Page.GetByTestId("position");

    public ILocator Accounts => Page.GetByTestId("account");

    public ILocator Filter => Page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter positions" });

    /// <summary>The text of a column, from top to bottom.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(string column) =>
        await Positions.Locator($"[data-column={column}]").AllInnerTextsAsync();

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

    public Task<byte[]> PictureAsync(string path) => Page.ScreenshotAsync(new() { Path = path, FullPage = true });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
