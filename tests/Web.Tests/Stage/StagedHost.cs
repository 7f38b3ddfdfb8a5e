using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Api;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>The real page over the real feed, with values a test sets: for what a real market would show only now and then.</summary>
internal sealed class StagedHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly StagedRoad road;
    private readonly long epoch = TimeProvider.System.GetUtcNow().Ticks;
    private long version;

    private StagedHost(WebApplication app, StagedRoad road) => (this.app, this.road) = (app, road);

    internal string Url { get; private set; } = "";

    internal static async Task<StagedHost> StartAsync(string url = "http://127.0.0.1:0", StagedRoad? shared = null, ClaimsPrincipal? viewer = null)
    {
        var values = shared ?? new StagedRoad();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("api:webRoot", BuiltPage.Folder)]);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILiveChannel>(values).AddSingleton<IHotStore>(values);
        foreach (var name in new[] { "portfolios", "portfolio", "accounts", "reconciliation", "risk", "derivatives" }) builder.Services.AddSingleton<IFeedTopic>(new StagedTopic(name));
        var module = new ApiModule();
        module.AddApi(builder.Services, new ModuleContext(builder.Configuration.GetSection("api"), null));
        var host = new StagedHost(builder.Build(), values);
        host.app.MapGet("/health", () => Results.Json(new { status = "Healthy", parts = new { database = new { status = "Healthy", description = "0 messages waiting" } } }));
        host.app.MapGet("/api/identity/session", () => Results.Json(new { }));
        host.app.MapGet("/api/accounts/demo", () => Results.Json(new { venues = Array.Empty<string>() }));
        host.app.Use((http, next) =>
        {
            http.User = viewer ?? Viewer.Of(DemoTenant.Tenant, "ann", MemberRoles.Owner);
            return next(http);
        });
        module.MapApi(host.app);
        await host.app.StartAsync();
        host.Url = host.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return host;
    }

    /// <summary>Sets a value as a module would; its payload is the members of an anonymous object.</summary>
    internal async Task SetAsync(string topic, string? argument, string key, object payload)
    {
        var members = JsonSerializer.SerializeToNode(payload)!.AsObject();
        members["key"] = key;
        members["epoch"] = epoch;
        members["version"] = Interlocked.Increment(ref version);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(members);
        await road.SetAsync(StagedTopic.Source(topic, argument), [KeyValuePair.Create<string, ReadOnlyMemory<byte>>(key, bytes)], default);
        await road.PublishAsync(StagedTopic.Source(topic, argument), bytes, default);
    }

    internal Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
