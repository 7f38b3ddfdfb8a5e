using System.Text.Json.Nodes;
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

    internal string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await chromium.InitializeAsync();
        host = Start("0");
        Url = await host.ReadyAsync();
        await using var session = await chromium.OpenAsync(Url);
        await Expect(session.Accounts).ToHaveCountAsync(5, new() { Timeout = 90_000 });
        await Expect(session.Page.Locator("[data-testid=account][data-state=live], [data-testid=account][data-state=polling]")).ToHaveCountAsync(5, new() { Timeout = 400_000 });
        await Expect(session.Page.GetByTestId("import-banner")).ToHaveCountAsync(0);
    }

    internal Task<PageSession> OpenAsync(string path, int width = 1280, int height = 900, Microsoft.Playwright.ColorScheme scheme = Microsoft.Playwright.ColorScheme.Light) =>
        chromium.OpenAsync(Url + path, width, height, scheme);

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

    private HostProcess Start(string port) => HostProcess.Start(["--port", port, "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}", "--SignIn:OpenOnLoopback=true"]);

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
