using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Api;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Identity and the edge as in the product, closed to who did not sign in; time can be made to pass.</summary>
public sealed class IdentityHost : IAsyncDisposable
{
    internal const string Password = "a sentence nobody guesses";

    private readonly PlatformTestHost _host;
    private readonly Ahead _clock;

    private readonly TemporaryFolder _keys;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    private IdentityHost(PlatformTestHost host, Ahead clock, TemporaryFolder keys)
    {
        (_host, _clock, _keys) = (host, clock, keys);
        var own = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, own)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counts.AddOrUpdate(instrument.Name, value, (_, known) => known + value));
        _listener.Start();
    }

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_host.Url);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Its database.</summary>
    public TestDatabase Database => _host.Database;

    /// <summary>The time it lives by.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>How often something was counted since the start.</summary>
    internal long Counted(string counter) => _counts.GetValueOrDefault(counter);

    /// <summary>Starts it with the demo's owner.</summary>
    public static async Task<IdentityHost> StartAsync(params IReadOnlyList<string> settings)
    {
        var (clock, keys) = (new Ahead(), new TemporaryFolder());
        var file = Path.Combine(keys.Path, "master.key");
        await File.WriteAllTextAsync(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(await PlatformTestHost.StartAsync([clock, new IdentityModule(), new ApiModule()], null, ["--Demo=true", "--SignIn:OpenOnLoopback=false", "--identity:SignUpTime=00:00:00", $"--Keys:File={file}", .. settings]), clock, keys);
    }

    /// <summary>A second process of the same installation.</summary>
    public async Task<PlatformTestHost> BesideAsync() =>
        await PlatformTestHost.StartAsync([_clock, new IdentityModule(), new ApiModule()], Database, "--SignIn:OpenOnLoopback=false", $"--Keys:File={Path.Combine(_keys.Path, "master.key")}");

    /// <summary>So much later.</summary>
    public void Pass(TimeSpan time) => _clock.By += time;

    /// <summary>A link that signs the demo's owner in.</summary>
    public async Task<Uri> FirstAddressAsync() => (await Services.GetRequiredService<IFirstAddress>().MakeAsync(Url, CancellationToken.None))!;

    /// <summary>A browser without a session.</summary>
    public Browser Nobody() => new(Url);

    /// <summary>A browser of a new tenant's owner.</summary>
    public async Task<Browser> OwnerAsync(string email = "ann@fund.example")
    {
        var browser = Nobody();
        Assert.Equal(202, await browser.PostAsync("sign-up", new { tenant = "Fund " + email, name = "Ann", email, password = Password }));
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email, password = Password }));
        return browser;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _host.DisposeAsync();
        _keys.Dispose();
    }
}

/// <summary>What a page does: keeps cookies, posts JSON, asks GraphQL.</summary>
public sealed class Browser(Uri host) : IDisposable
{
    private readonly System.Net.CookieContainer _cookies = new();
    private HttpClient? _http;

    /// <summary>The client, with the session's cookie.</summary>
    public HttpClient Http => _http ??= new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = host };

    /// <summary>The cookie as a header has it.</summary>
    public string Cookie => _cookies.GetCookieHeader(host);

    /// <summary>The last answer's body.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The last answer as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Posts to <c>/api/identity</c>; the status.</summary>
    public async Task<int> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync("/api/identity/" + path, body);
        Body = await answer.Content.ReadAsStringAsync();
        return (int)answer.StatusCode;
    }

    /// <summary>Deletes something, with a body or without; the status.</summary>
    public async Task<int> DeleteAsync(string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request);
        Body = await answer.Content.ReadAsStringAsync();
        return (int)answer.StatusCode;
    }

    /// <summary>Who it is signed in as; the status.</summary>
    public async Task<int> SessionAsync()
    {
        using var answer = await Http.GetAsync("/api/identity/session");
        Body = await answer.Content.ReadAsStringAsync();
        return (int)answer.StatusCode;
    }

    /// <summary>Asks GraphQL; the whole answer.</summary>
    public async Task<JsonNode> AskAsync(string query)
    {
        using var answer = await Http.PostAsJsonAsync("/graphql", new { query });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Makes a change; its first error's code, or null.</summary>
    public async Task<string?> ChangeAsync(string mutation, string input, string? key = null)
    {
        var answer = await AskAsync($"mutation {{ {mutation}(input: {{ idempotencyKey: \"{key ?? Guid.NewGuid().ToString()}\", {input} }}) {{ errors {{ code }} }} }}");
        Body = answer.ToJsonString();
        return (string?)answer["errors"]?[0]?["extensions"]?["code"] ?? (string?)answer["data"]![mutation]!["errors"]!.AsArray().FirstOrDefault()?["code"];
    }

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();
}
