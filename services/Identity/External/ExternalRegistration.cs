using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.External;

/// <summary>Wiring of sign-in through a tenant's provider.</summary>
internal static class ExternalRegistration
{
    private const int MostBytes = 256 * 1024;

    public static void Add(IServiceCollection services, IConfiguration section)
    {
        var options = section.GetSection("External").Get<ExternalOptions>() ?? new ExternalOptions();
        services.AddSingleton(options);
        services.AddSingleton(p => new ProviderCalls(Client(options), options, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ProviderStore>().AddSingleton<ExternalMembers>().AddSingleton<ExternalSignIn>();
        services.AddProductGraphQL().AddQueryType<ExternalQueries>().AddMutationType<ExternalMutations>();
    }

    private static HttpClient Client(ExternalOptions options) => new(PublicAddresses.Handler(options)) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostBytes };
}
