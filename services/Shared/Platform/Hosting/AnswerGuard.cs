using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>
/// What every answer is sent with that does not say otherwise: it is no page, so nothing in it runs, is loaded or is framed; it is what its type says; and nobody keeps it. Pages and files
/// that browsers may keep say so themselves.
/// </summary>
internal static class AnswerGuard
{
    private const string Policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(http);
    }
}
