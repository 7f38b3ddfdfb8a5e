using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PortfolioPlatform.Api.Feed;
using PortfolioPlatform.Api.GraphQL;
using PortfolioPlatform.Api.Web;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api;

/// <summary>The edge: GraphQL, the feed and the page. It owns no data; every topic belongs to the module that owns its values.</summary>
public sealed class ApiModule : IModule
{
    /// <inheritdoc/>
    public string Name => "api";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        // The edge has no work of its own: everything it does is asked for by a client.
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        var options = context.Configuration.Get<ApiOptions>() ?? new ApiOptions();
        services.AddSingleton(options).AddSingleton(options.Feed);
        services.AddSingleton<FanOut>().AddHostedService(provider => provider.GetRequiredService<FanOut>());
        services.AddSingleton<FeedHubs>().AddSingleton<FeedSessions>().AddSingleton<FeedTopics>().AddSingleton<FeedEndpoint>();
        services.AddHostedService<FeedUpkeep>();
        // What is written is sent by the thread that wrote it: no field and no frame blocks, so handing each to another thread only costs (docs/benchmarks.md).
        services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        GraphQLEdge.Add(services, options);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        var feed = endpoints.CreateApplicationBuilder();
        feed.UseWebSockets();
        feed.Run(endpoints.ServiceProvider.GetRequiredService<FeedEndpoint>().HandleAsync);
        endpoints.Map("/feed", feed.Build()).AllowAnonymous(); // it asks by itself, so that hosts without sign-in stay closed too
        GraphQLEdge.Map(endpoints);
        StaticPage.Map(endpoints);
    }
}
