using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Host;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>The product with two tenants, as programs see it.</summary>
internal sealed class MachineHost : IAsyncDisposable
{
    public static readonly TenantId A = new(Guid.Parse("0a000000-0000-4000-8000-000000000001"));
    public static readonly TenantId B = new(Guid.Parse("0b000000-0000-4000-8000-000000000001"));
    private readonly PlatformTestHost _host;

    private MachineHost(PlatformTestHost host, LogCapture log)
    {
        (_host, Log) = (host, log);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(host.Url) };
    }

    public LogCapture Log { get; }

    public HttpClient Http { get; }

    public Uri Url => Http.BaseAddress!;

    public IServiceProvider Services => _host.Services;

    public TestDatabase Database => _host.Database;

    public static async Task<MachineHost> StartAsync(params IReadOnlyList<string> settings) => await StartAsync(null, settings);

    public static async Task<MachineHost> StartAsync(TestDatabase? database, params IReadOnlyList<string> settings)
    {
        var log = new LogCapture();
        var host = await PlatformTestHost.StartAsync([.. Product.Parts.Modules, log], database, ["--SignIn:OpenOnLoopback=false", "--Logging:LogLevel:Default=Debug", .. settings]);
        foreach (var (tenant, name) in new[] { (A, "A"), (B, "B") }) await host.Transactions.EnsureTenantAsync(tenant, name, default);
        return new MachineHost(host, log);
    }

    /// <summary>Asks as the owner of a tenant.</summary>
    public GraphQLViewer Owner(TenantId tenant) => new(Services, tenant, "owner");

    /// <summary>A new client of a tenant.</summary>
    public async Task<Machine> CreateAsync(TenantId tenant, object? input = null, Action<Dictionary<string, object?>>? change = null)
    {
        var given = new Dictionary<string, object?> { ["idempotencyKey"] = Guid.NewGuid().ToString(), ["name"] = "reporting", ["role"] = "analyst" };
        foreach (var property in input?.GetType().GetProperties() ?? []) given[property.Name] = property.GetValue(input);
        change?.Invoke(given);
        var made = (await Owner(tenant).DataAsync("mutation($i: CreateApiClientInput!) { createApiClient(input: $i) { secret errors { code message } client { id clientId } } }", new { i = given })).GetProperty("createApiClient");
        return made.GetProperty("errors").GetArrayLength() > 0
            ? throw new InvalidOperationException(made.GetRawText())
            : new Machine(made.GetProperty("client").GetProperty("id").GetString()!, made.GetProperty("client").GetProperty("clientId").GetString()!, made.GetProperty("secret").GetString() ?? "");
    }

    /// <summary>Posts a form; with the client's secret in a basic header, if one is given.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)> PostAsync(string path, Machine? client, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        if (client is not null) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.ClientId}:{client.Secret}")));
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers);
    }

    /// <summary>A token of a client.</summary>
    public async Task<string> TokenAsync(Machine client, string? scope = null)
    {
        (string, string)[] fields = [("grant_type", "client_credentials"), .. scope is null ? [] : new[] { ("scope", scope) }];
        var (status, body, _) = await PostAsync("/connect/token", client, fields);
        return status == HttpStatusCode.OK ? body.GetProperty("access_token").GetString()! : throw new InvalidOperationException(body.GetRawText());
    }

    /// <summary>Asks GraphQL with a token.</summary>
    public async Task<HttpResponseMessage> AskAsync(string token, string query = "{ serverTime }")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new("Bearer", token);
        return await Http.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await AskAsync(token);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}

/// <summary>A client as its program knows it.</summary>
internal sealed record Machine(string Id, string ClientId, string Secret);
