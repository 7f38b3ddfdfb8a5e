using Microsoft.Net.Http.Headers;
using PortfolioPlatform.Api.Web;

namespace PortfolioPlatform.Api.GraphQL;

/// <summary>GraphiQL for who opens <c>/graphql</c> in a browser: a page to try the API by hand.</summary>
internal static class ExplorerPage
{
    /// <summary>A browser that opens the address, and no client that asks something.</summary>
    public static bool IsAskedFor(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey("query") && !request.HttpContext.WebSockets.IsWebSocketRequest
        && request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>The page as it was built; without one, where the API is described.</summary>
    public static async Task SendAsync(HttpContext http, ApiOptions options)
    {
        var file = new FileInfo(Path.Combine(options.WebRoot, "graphiql.html"));
        if (!file.Exists)
        {
            await Results.Problem("The page was not built. This address answers GraphQL: POST application/json.", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }

        StaticPage.Secure(http.Response.Headers, "; font-src 'self' data:"); // its style sheet carries its fonts
        http.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(file.FullName, http.RequestAborted);
    }
}
