using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PortfolioPlatform.GraphQL;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Who shows a token that does not count hears so (RFC 6750, section 3.1), wherever they call: they are nobody, and not somebody who showed nothing.</summary>
public static class BearerGuard
{
    internal static Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var isBearer = http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        if (!isBearer || http.User.Identity is { IsAuthenticated: true }) return next(http);
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"invalid_token\"";
        return EdgeRefusal.WriteAsync(http, StatusCodes.Status401Unauthorized, "The token does not count: it has expired, was revoked, or is none of ours.", ErrorCodes.Nobody);
    }

    /// <summary>Says that a token is good, and not for this.</summary>
    public static Task LacksAsync(HttpContext http, string permission)
    {
        http.Response.Headers[HeaderNames.WWWAuthenticate] = $"Bearer error=\"insufficient_scope\", scope=\"{permission}\"";
        return Results.Problem("You may not do this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
    }
}
