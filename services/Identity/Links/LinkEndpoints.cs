using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Identity.Sessions;

namespace PortfolioPlatform.Identity.Links;

/// <summary><c>/sign-in/link/…</c>: signs in and goes to the page, or says why not and how to get another.</summary>
internal static class LinkEndpoints
{
    private const string Refusal =
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>This link does not work any more</title>
        <style>body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}code{background:#8882;padding:.15rem .4rem;border-radius:.3rem}h1{font-size:1.5rem}</style></head>
        <body><main><h1>This link does not work any more</h1><p>A login link signs in once, and only for an hour. This one was used already, is too old, or is incomplete.</p>
        <p>For a new one, run <code>Host login-link</code> on the machine of the host (with its <code>--data</code> folder, if you gave it one), or <a href="/">sign in</a> another way.</p></main></body></html>
        """;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(LoginLinks.Path + "{token}", UseAsync).AllowAnonymous();

    private static async Task<IResult> UseAsync(string token, HttpContext http, LoginLinks links, SessionService sessions, CancellationToken cancellationToken)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        if (await links.UseAsync(token, cancellationToken) is not { } member) return Results.Text(Refusal, "text/html; charset=utf-8", statusCode: StatusCodes.Status410Gone);
        await sessions.BeginAsync(http, member, "link", cancellationToken);
        return Results.Redirect("/");
    }
}
