using Microsoft.Playwright;

namespace PortfolioPlatform.Web.Tests;

/// <summary>One real Chromium for all tests: the system's, named by CHROMIUM or found where distributions put it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A name of this machine that browsers do not know for one: over plain http its pages are no secure context.</summary>
    internal const string PlainName = "portfolio.test";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("No Chromium was found: install it or set CHROMIUM to its path.");
        // Longer than Playwright's five seconds: the first page of a cold browser on a busy machine takes more.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage", $"--host-resolver-rules=MAP {PlainName} 127.0.0.1"] });
    }

    /// <summary>A new window with a profile of its own. Errors on its console fail the test that asks for them.</summary>
    public async Task<PageSession> OpenAsync(string url, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, IReadOnlyList<BrowserContextCookiesResult>? cookies = null)
    {
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-US", ReducedMotion = ReducedMotion.Reduce });
        await context.AddCookiesAsync((cookies ?? []).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, SameSite = c.SameSite }));
        var session = new PageSession(context, await context.NewPageAsync());
        await session.Page.GotoAsync(url);
        return session;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
