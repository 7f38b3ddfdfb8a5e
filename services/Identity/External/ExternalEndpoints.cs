using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary><c>/sign-in/external/TENANT</c> sends a browser to the tenant's provider, <c>/sign-in/external/callback</c> takes it back.</summary>
internal static class ExternalEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PendingSignIn.Path + "/{tenant:guid}", BeginAsync).AllowAnonymous();
        endpoints.MapGet(PendingSignIn.Path + "/callback", FinishAsync).AllowAnonymous();
    }

    private static async Task<IResult> BeginAsync(Guid tenant, HttpContext http, ExternalSignIn signIn, CancellationToken cancellationToken)
    {
        var begun = await signIn.BeginAsync(http, new TenantId(tenant), http.Request.Query["return"], cancellationToken);
        Guard(http.Response.Headers);
        return begun.IsOk ? Results.Redirect(begun.Value.AbsoluteUri) : Refuse(begun.Error);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, ExternalSignIn signIn, CancellationToken cancellationToken)
    {
        var finished = await signIn.FinishAsync(http, cancellationToken);
        Guard(http.Response.Headers);
        if (!finished.IsOk) return Refuse(finished.Error);
        // Not a redirect: browsers do not send a cookie with SameSite=Strict along a way that began at another site. This page begins a new one.
        var target = HtmlEncoder.Default.Encode(finished.Value);
        return Results.Text($"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}"><title>Signed in</title></head><body><a href="{target}">Go on</a></body></html>""", "text/html; charset=utf-8");
    }

    private static IResult Refuse(Error error) =>
        Results.Text($"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not signed in</title></head><body><main><h1>Not signed in</h1><p>{HtmlEncoder.Default.Encode(error.Message)}</p><p><a href="/">Back</a></p></main></body></html>""", "text/html; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);

    private static void Guard(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }
}
