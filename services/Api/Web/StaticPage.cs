using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace PortfolioPlatform.Api.Web;

/// <summary>
/// The built page, for every path that no endpoint has. Files under <c>assets/</c> carry a hash of their content in their name, so browsers keep them for ever;
/// the rest is asked for again each time. Nothing may be loaded from, framed by or sent to another site.
/// </summary>
internal static class StaticPage
{
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>Addresses that never are a page.</summary>
    private static readonly PathString[] Own = ["/api", "/graphql", "/feed", "/health", "/metrics", "/assets", "/reports"];

    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<ApiOptions>();
        if (!File.Exists(Path.Combine(options.WebRoot, "index.html")))
        {
            endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StaticPage).FullName!).PageMissing(options.WebRoot);
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(options.WebRoot));
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use(WithoutEndpointAsync);
        pipeline.Use(PageOfAddressAsync);
        pipeline.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        pipeline.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetHeaders });
        endpoints.MapFallback("{*path}", pipeline.Build()).AllowAnonymous();
    }

    /// <summary>Static files step aside for whoever has been chosen already; here that is themselves.</summary>
    private static Task WithoutEndpointAsync(HttpContext context, RequestDelegate next)
    {
        context.SetEndpoint(null);
        return next(context);
    }

    /// <summary>The page has addresses of its own (<c>/positions</c>), which are no files: all of them are the one page. A misspelt address of the API stays unknown.</summary>
    private static Task PageOfAddressAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var asksForPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (asksForPage && !Path.HasExtension(path.Value) && !Own.Any(own => path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase))) context.Request.Path = "/";
        return next(context);
    }

    private static void SetHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        var isAsset = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        headers[HeaderNames.CacheControl] = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        Secure(headers);
    }

    /// <summary>What every page is sent with.</summary>
    internal static void Secure(IHeaderDictionary headers, string alsoAllowed = "")
    {
        headers[HeaderNames.ContentSecurityPolicy] = Policy + alsoAllowed;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
