using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>Answers a request that never comes to be read, in the form a client of this address reads: errors with a code, and no data.</summary>
public static class HttpRefusal
{
    /// <summary>Refuses in the type the client takes; a reader of events, too, gets the status and no stream.</summary>
    public static Task WriteAsync(HttpContext http, int status, string message, string code)
    {
        var type = MediaTypes.Accepted(http.Request.Headers.Accept);
        return WriteAsync(http, type is null or MediaTypes.Events ? MediaTypes.Json : type, status, message, code);
    }

    internal static async Task WriteAsync(HttpContext http, string type, int status, string message, string code)
    {
        using var response = GraphQLResponse.Refused([new GraphQLError(message, code)]);
        await WriteAsync(http, type, status, response);
    }

    internal static async Task WriteAsync(HttpContext http, string type, int status, GraphQLResponse response)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type == MediaTypes.Response ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";
        http.Response.ContentLength = response.Body.Length;
        await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
    }
}
