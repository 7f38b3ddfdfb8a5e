using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Api.GraphQL;

/// <summary><c>/graphql</c>: what all modules serve together, to who signed in; every field is denied to others.</summary>
internal static class GraphQLEdge
{
    private const string Description = "PortfolioPlatform for institutions: portfolios, accounts, transactions and prices. Amounts are exact decimals as strings; times are UTC.";

    public static void Add(IServiceCollection services, ApiOptions options) => services.AddProductGraphQL().AddPlatformTypes().AddQueryType<ApiQueries>().SetDescription(Description).ModifyOptions(o =>
    {
        o.RateLimit = new RateLimit(options.GraphQL.RequestsPerSecond, options.GraphQL.Burst);
        o.MaxComplexity = options.GraphQL.MaxComplexity;
        o.TrustedDocuments = options.GraphQL.TrustedDocuments is { } file ? TrustedDocuments.Read(file) : null;
        o.AllowIntrospection = MayIntrospect(options.GraphQL);
    });

    private static Func<ClaimsPrincipal, bool> MayIntrospect(GraphQLLimits limits)
    {
        var roles = limits.IntrospectionRoles?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. MemberRoles.All];
        if (roles.FirstOrDefault(r => !MemberRoles.All.Contains(r)) is { } unknown) throw new StartupException($"{unknown} (api:GraphQL:IntrospectionRoles) is no role; there are {string.Join(", ", MemberRoles.All)}.");
        return user => limits.Introspection && user.CanSomewhere(Permission.ReadSchema) && user.Roles().Any(roles.Contains);
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<ApiOptions>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use((http, next) => ExplorerPage.IsAskedFor(http.Request) ? ExplorerPage.SendAsync(http, options) : next(http));
        pipeline.UseGraphQL();
        endpoints.Map(EdgeRefusal.GraphQL, pipeline.Build()).AllowAnonymous(); // each field asks for its permission
    }
}
