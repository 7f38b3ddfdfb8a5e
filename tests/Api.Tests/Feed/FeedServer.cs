using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Api.Tests.Feed;

/// <summary>The real module on a real port, with two boards of ours and one of somebody else.</summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private long version;

    private FeedServer(WebApplication app, LocalRoad road) => (this.app, Road) = (app, road);

    public LocalRoad Road { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public static Task<FeedServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(true, settings);

    public static async Task<FeedServer> StartAsync(bool signedIn, params (string Key, string Value)[] settings)
    {
        var road = new LocalRoad();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create<string, string?>($"api:{pair.Key}", pair.Value)));
        var stranger = new TenantId(DerivedId.Of("test", "stranger"));
        var topic = new BoardTopic(new Dictionary<string, TenantId> { ["a"] = DemoTenant.Tenant, ["b"] = DemoTenant.Tenant, ["foreign"] = stranger });
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILiveChannel>(road).AddSingleton<IHotStore>(road).AddSingleton<IFeedTopic>(topic);
        var module = new ApiModule();
        module.AddWorker(builder.Services, new ModuleContext(builder.Configuration.GetSection("api"), null));
        module.AddApi(builder.Services, new ModuleContext(builder.Configuration.GetSection("api"), null));
        var server = new FeedServer(builder.Build(), road);
        server.app.Use((http, next) =>
        {
            if (signedIn) http.User = Viewer.Of(DemoTenant.Tenant, "ann", MemberRoles.Owner);
            return next(http);
        });
        module.MapApi(server.app);
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>A change as a module makes it: hot store first, then the live channel.</summary>
    public async Task ChangeAsync(string board, string key, string text, bool removed = false)
    {
        var json = $$"""{"key":"{{key}}","epoch":1,"version":{{Interlocked.Increment(ref version)}},{{(removed ? "\"removed\":true" : $"\"text\":\"{text}\"")}}}""";
        var bytes = Encoding.UTF8.GetBytes(json);
        if (removed) await Road.RemoveAsync(BoardTopic.Source(board), [key], default);
        else await Road.SetAsync(BoardTopic.Source(board), [KeyValuePair.Create<string, ReadOnlyMemory<byte>>(key, bytes)], default);
        await Road.PublishAsync(BoardTopic.Source(board), bytes, default);
    }

    public async Task<FeedClient> ConnectAsync(Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        configure?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri($"ws://{Address.Authority}/feed"), default);
        return new FeedClient(socket);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
