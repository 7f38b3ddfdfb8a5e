using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class MarketGraphQL
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<MarketSql>().AddSingleton<KnownAssets>();
        services.AddProductGraphQL()
            .AddQueryType<MarketQueries>().AddSubscriptionType<MarketSubscriptions>()
            .AddTypeExtension(typeof(AssetOfPrice)).AddTypeExtension(typeof(AssetOfHolding));
    }
}
