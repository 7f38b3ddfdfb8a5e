using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Identity.Policies;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>This module's part of the schema.</summary>
internal static class IdentityGraphQL
{
    public static void Add(IServiceCollection services) => services.AddProductGraphQL().AddQueryType<MemberQueries>().AddMutationType<MemberMutations>().AddQueryType<PolicyQueries>().AddMutationType<PolicyMutations>()
        .AddTypeExtension(typeof(MemberFields));
}
