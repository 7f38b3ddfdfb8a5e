using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.CodeFirst;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Http;
using PortfolioPlatform.GraphQL.Subscriptions;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.GraphQL.WebSockets;

namespace PortfolioPlatform.GraphQL;

/// <summary>Wiring of a server.</summary>
public static class EndpointExtensions
{
    /// <summary>The server of this process, registered at the first call; modules call it to add their part of the schema.</summary>
    public static GraphQLServerBuilder AddGraphQLServer(this IServiceCollection services)
    {
        if (services.FirstOrDefault(s => s.ServiceType == typeof(ServerSetup))?.ImplementationInstance is ServerSetup known) return new GraphQLServerBuilder(services, known);
        var setup = new ServerSetup();
        services.AddSingleton(setup);
        AddServer(services, p => ClrSchema.Build(setup, p), setup.Options);
        return new GraphQLServerBuilder(services, setup);
    }

    /// <summary>Registers a server for a schema that is not made of classes.</summary>
    public static IServiceCollection AddGraphQLServer(this IServiceCollection services, Func<IServiceProvider, Schema> schema, Action<GraphQLOptions>? configure = null)
    {
        var options = new GraphQLOptions();
        configure?.Invoke(options);
        return AddServer(services, schema, options);
    }

    private static IServiceCollection AddServer(IServiceCollection services, Func<IServiceProvider, Schema> schema, GraphQLOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFieldPolicy, DenyAll>();
        services.TryAddSingleton(_ => new InMemoryTopics(options));
        services.TryAddSingleton<ITopicEventSender>(p => p.GetRequiredService<InMemoryTopics>());
        services.TryAddSingleton<ITopicEventReceiver>(p => p.GetRequiredService<InMemoryTopics>());
        services.AddSingleton(p => new RequestExecutor(
            schema(p), options, p.GetRequiredService<IFieldPolicy>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<RequestExecutor>>()));
        services.AddSingleton(options).AddSingleton<ClientLimiter>().AddSingleton<SocketEndpoint>().AddSingleton<GraphQLEndpoint>();
        return services;
    }

    /// <summary>Serves GraphQL at a path: over HTTP, server-sent events and WebSocket.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseGraphQL();
        return endpoints.Map(path, pipeline.Build());
    }

    /// <summary>Ends a pipeline with the server. The schema is built when the first request comes.</summary>
    public static void UseGraphQL(this IApplicationBuilder pipeline)
    {
        var endpoint = new Lazy<GraphQLEndpoint>(pipeline.ApplicationServices.GetRequiredService<GraphQLEndpoint>);
        pipeline.UseWebSockets();
        pipeline.Run(http => endpoint.Value.HandleAsync(http));
    }
}
