using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The product without a demo, where institutions sign up: one for all stories of signing in and of settings.</summary>
public sealed class InstitutionHost : IAsyncLifetime
{
    internal const string Name = "institution";
    internal const string Password = "a sentence nobody guesses";
    internal const float Soon = 45_000;

    private readonly TemporaryFolder data = new();
    private readonly Chromium chromium = new();
    private HostProcess? host;

    /// <summary>By its name, for passkeys belong to one.</summary>
    internal string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await chromium.InitializeAsync();
        host = HostProcess.Start("--port", "0", "--no-demo", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}");
        Url = (await host.ReadyAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    /// <summary>A browser of its own.</summary>
    internal Task<PageSession> OpenAsync(string path = "/", int width = 1280, ColorScheme scheme = ColorScheme.Light, PageSession? of = null) => chromium.OpenAsync(Url + path, width, 900, scheme, of?.Cookies);

    /// <summary>The owner of a new institution, signed in, at an address.</summary>
    internal async Task<PageSession> OwnerAsync(string email, string path = "/", string name = "Ann", string institution = "Fund")
    {
        var session = await OpenAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "New here? Start with your institution" }).ClickAsync(new() { Timeout = Soon });
        await FillAsync(session.Page, ("Institution", institution), ("Your name", name), ("E-mail address", email), ("Password", Password));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(SignOut(session.Page)).ToBeVisibleAsync(new() { Timeout = Soon });
        session.Cookies = await session.Page.Context.CookiesAsync();
        if (path != "/") await session.Page.GotoAsync(Url + path);
        return session;
    }

    internal static async Task SignInAsync(IPage page, string email, string password = Password)
    {
        await FillAsync(page, ("E-mail address", email), ("Password", password));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    internal static async Task FillAsync(IPage page, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields) await page.GetByLabel(label).FillAsync(text);
    }

    /// <summary>What went wrong in a page; that it asked before anybody was signed in, or when nobody was any more, is no fault.</summary>
    internal static string Faults(PageSession session) => string.Join("; ", session.Errors.Where(error => !error.Contains("status of 401", StringComparison.Ordinal)));

    internal static ILocator SignOut(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign out" });

    public async Task DisposeAsync()
    {
        await chromium.DisposeAsync();
        if (host is not null) await host.DisposeAsync();
        data.Dispose();
    }
}

/// <summary>The classes whose tests share the one host, one after the other.</summary>
[CollectionDefinition(InstitutionHost.Name)]
public sealed class InstitutionStories : ICollectionFixture<InstitutionHost>;
