using Microsoft.Net.Http.Headers;

namespace PortfolioPlatform.Api.Edge;

/// <summary>
/// Until somebody signs in, only this machine may speak to us: the Host header must name it (a foreign name that resolves to loopback is
/// DNS rebinding), and a browser's Origin must be the page we served. WebSockets are not bound by the same-origin rule, so they are checked here too.
/// </summary>
internal sealed class EdgeGuard(RequestDelegate next, ApiOptions options, ILogger<EdgeGuard> logger)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Refuse(context.Request) is not { } reason)
        {
            Harden(context.Response.Headers);
            await next(context);
            return;
        }

        logger.RequestRefused(reason);
        await Results.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private string? Refuse(HttpRequest request)
    {
        if (!IsAllowed(request.Host.Host)) return "This server does not answer to that host name.";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)) return null;
        return "Requests of other sites are not answered.";
    }

    private bool IsAllowed(string host) =>
        Loopback.Contains(host, StringComparer.OrdinalIgnoreCase) || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static void Harden(IHeaderDictionary headers)
    {
        headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
