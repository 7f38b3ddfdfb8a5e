using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>Wiring of sign-in by programs.</summary>
internal static class ClientRegistration
{
    public static void Add(IServiceCollection services, IConfiguration section)
    {
        services.AddSingleton(section.GetSection("Tokens").Get<TokenOptions>() ?? new TokenOptions());
        services.AddSingleton<ClientService>().AddSingleton<ClientAuthenticator>();
        services.AddSingleton<TokenService>().AddSingleton<AttemptLimiter>().AddSingleton<ServerMetadata>().AddSingleton<TokenEndpoints>();
        services.AddProductGraphQL().AddQueryType<ClientQueries>().AddMutationType<ClientMutations>();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<TokenEndpoints>().Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<ServerMetadata>().Map(endpoints);
    }
}
