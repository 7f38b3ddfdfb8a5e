using System.Net;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Api.GraphQL;

/// <summary><c>/graphql</c>: what all modules serve together. Until sign-in exists a caller on this machine is the configured tenant's viewer, and nobody else is anybody: every field is denied to them.</summary>
internal static class GraphQLEdge
{
    private const string Description = "PortfolioPlatform for institutions: portfolios, accounts, transactions and prices. Amounts are exact decimals as strings; times are UTC.";

    public static void Add(IServiceCollection services, ApiOptions options) => services.AddProductGraphQL().AddQueryType<ApiQueries>().SetDescription(Description).ModifyOptions(o =>
    {
        o.RateLimit = new RateLimit(options.GraphQL.RequestsPerSecond, options.GraphQL.Burst);
        o.MaxComplexity = options.GraphQL.MaxComplexity;
        o.AllowIntrospection = user => options.GraphQL.Introspection && user.IsInRole(Viewer.Developer);
    });

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<ApiOptions>();
        var viewer = Viewer.Of(options.TenantId, "local", Viewer.Operator, Viewer.Developer);
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use((http, next) =>
        {
            if (http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)) http.User = viewer;
            return next(http);
        });
        pipeline.Use((http, next) => ExplorerPage.IsAskedFor(http.Request) ? ExplorerPage.SendAsync(http, options) : next(http));
        pipeline.UseGraphQL();
        endpoints.Map("/graphql", pipeline.Build());
    }
}
