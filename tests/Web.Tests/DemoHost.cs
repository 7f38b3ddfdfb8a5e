using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The product as a user starts it, with the demo's history imported: one for all stories of the pages.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    internal const string Name = "demo";

    private readonly TemporaryFolder data = new();
    private readonly Chromium chromium = new();
    private HostProcess? host;
    private Visitor? owner;
    private IReadOnlyList<BrowserContextCookiesResult> cookies = [];

    internal string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await chromium.InitializeAsync();
        host = Start("0");
        owner = await host.VisitAsync();
        cookies = [.. owner.Cookie.Split("; ").Select(c => c.Split('=', 2)).Select(c => new BrowserContextCookiesResult { Name = c[0], Value = c[1], Domain = owner.Host.Host, Path = "/", HttpOnly = true, SameSite = SameSiteAttribute.Strict })];
        Url = await host.ReadyAsync();
        await using var session = await OpenAsync("/");
        await Expect(session.Accounts).ToHaveCountAsync(5, new() { Timeout = 90_000 });
        await Expect(session.Page.Locator("[data-testid=account][data-state=live], [data-testid=account][data-state=polling]")).ToHaveCountAsync(5, new() { Timeout = 400_000 });
        await Expect(session.Page.GetByTestId("import-banner")).ToHaveCountAsync(0);
    }

    /// <summary>A page of the owner, who came by the printed link.</summary>
    internal Task<PageSession> OpenAsync(string path, int width = 1280) => chromium.OpenAsync(Url + path, width, cookies: cookies);

    /// <summary>A page of a colleague, who came to its address and signed in there with password and code.</summary>
    internal async Task<PageSession> SignInAsync(string path, string role = "manager")
    {
        var colleague = await Colleague.JoinAsync(owner!, role);
        var session = await chromium.OpenAsync(Url + path);
        await colleague.SignInAsync(session.Page);
        Assert.Equal("", InstitutionHost.Faults(session));
        session.ForgetErrors();
        return session;
    }

    /// <summary>The key of a demo account, as its venue would have given it.</summary>
    internal async Task<(string Key, string Secret)> KeyAsync(string venue)
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data.Path, "sandbox", "settings.json")))!;
        return ((string)settings[$"Ingestion:Demo:{venue}:Key"]!, (string)settings[$"Ingestion:Demo:{venue}:Secret"]!);
    }

    /// <summary>Kills the process and starts it anew at the same address.</summary>
    internal async Task DieAndComeBackAsync()
    {
        host!.Kill();
        await host.DisposeAsync();
        host = Start(new Uri(Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await host.ReadyAsync();
    }

    private HostProcess Start(string port) => HostProcess.Start(["--port", port, "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", "--Sandbox:Perpetuals=true"]);

    public async Task DisposeAsync()
    {
        await chromium.DisposeAsync();
        if (host is not null) await host.DisposeAsync();
        data.Dispose();
    }
}

/// <summary>The classes whose tests share the one host, one after the other.</summary>
[CollectionDefinition(DemoHost.Name)]
public sealed class DemoStories : ICollectionFixture<DemoHost>;
