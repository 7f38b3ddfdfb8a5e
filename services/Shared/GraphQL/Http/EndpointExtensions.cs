using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Http;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL;

/// <summary>Wiring of a server.</summary>
public static class EndpointExtensions
{
    /// <summary>Registers a server for a schema.</summary>
    public static IServiceCollection AddGraphQLServer(this IServiceCollection services, Func<IServiceProvider, Schema> schema, Action<GraphQLOptions>? configure = null)
    {
        var options = new GraphQLOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFieldPolicy, DenyAll>();
        services.AddSingleton(p => new RequestExecutor(
            schema(p), options, p.GetRequiredService<IFieldPolicy>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<RequestExecutor>>()));
        services.AddSingleton(p => new GraphQLEndpoint(p.GetRequiredService<RequestExecutor>(), options));
        return services;
    }

    /// <summary>Serves GraphQL over HTTP at a path.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        return endpoints.Map(path, endpoint.HandleAsync);
    }
}
