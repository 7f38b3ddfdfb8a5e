using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class AccountGraphQL
{
    public static void Add(IServiceCollection services) => services.AddProductGraphQL()
        .AddQueryType<AccountQueries>().AddMutationType<AccountMutations>().AddSubscriptionType<AccountSubscriptions>()
        .AddTypeExtension(typeof(AccountFields)).AddTypeExtension(typeof(AccountOfTransaction)).AddTypeExtension(typeof(AccountOfProblem));
}
