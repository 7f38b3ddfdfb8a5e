using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Whose database is away is told so: 503, to be asked again soon.</summary>
internal static class PlaceAwayGuard
{
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (PlaceAwayException away) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.Headers.RetryAfter = "5";
            await Results.Problem(away.Message, statusCode: StatusCodes.Status503ServiceUnavailable, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = away.Code }).ExecuteAsync(context);
        }
    }
}
