using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class AccountGraphQL
{
    public static void Add(IServiceCollection services) => services.AddSingleton(new ParsedValues<TenantId, IReadOnlyList<SyncItem>>(SyncItem.ReadAll)).AddProductGraphQL()
        .AddQueryType<AccountQueries>().AddMutationType<AccountMutations>().AddSubscriptionType<AccountSubscriptions>()
        .AddTypeExtension(typeof(AccountFields)).AddTypeExtension(typeof(AccountOfTransaction)).AddTypeExtension(typeof(AccountOfProblem));
}
