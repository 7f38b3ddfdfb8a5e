using Microsoft.AspNetCore.Http;
using PortfolioPlatform.GraphQL.Http;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>What the edge refuses before anybody reads it: at the address of the API in the API's own form, elsewhere as a problem (RFC 9457).</summary>
public static class EdgeRefusal
{
    /// <summary>The address of the API.</summary>
    public const string GraphQL = "/graphql";

    public static Task WriteAsync(HttpContext http, int status, string message, string code) => http.Request.Path.StartsWithSegments(GraphQL, StringComparison.Ordinal)
        ? HttpRefusal.WriteAsync(http, status, message, code) : Results.Problem(message, statusCode: status).ExecuteAsync(http);
}
