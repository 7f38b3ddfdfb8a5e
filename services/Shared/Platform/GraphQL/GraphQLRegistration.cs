using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>The product's GraphQL server, to which each module adds its part.</summary>
public static class GraphQLRegistration
{
    /// <summary>The builder, with what all modules share: exact quantities as Decimal, and fields that only who is signed in may ask.</summary>
    public static GraphQLServerBuilder AddProductGraphQL(this IServiceCollection services)
    {
        services.TryAddSingleton<IFieldPolicy, ViewerPolicy>();
        services.TryAddSingleton<LiveReader>();
        services.TryAddSingleton<IdempotentRuns>();
        return services.AddGraphQLServer().RequireAuthorization().AddUserErrors().BindRuntimeType(Scalars.Decimal, value => Quantity.Parse(((decimal)value).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static GraphQLServerBuilder AddUserErrors(this GraphQLServerBuilder builder) => builder.AddType<InvalidInputError>().AddType<NotFoundError>().AddType<ConflictError>()
        .AddType<UnsafeError>().AddType<LimitReachedError>().AddType<UnavailableError>().AddType<IdempotencyKeyReusedError>();

    /// <summary>Adds the platform's own part of the schema: the audit log.</summary>
    public static GraphQLServerBuilder AddPlatformTypes(this GraphQLServerBuilder builder) => builder.AddQueryType<AuditQueries>();
}
