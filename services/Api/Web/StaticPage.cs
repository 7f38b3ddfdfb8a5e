using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace PortfolioPlatform.Api.Web;

/// <summary>The built page. Files under <c>assets/</c> carry a hash of their content in their name, so browsers keep them for ever; the rest is asked for again.</summary>
internal static class StaticPage
{
    internal static void Use(IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ApiOptions>();
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StaticPage).FullName!);
        if (!File.Exists(Path.Combine(options.WebRoot, "index.html")))
        {
            logger.PageMissing(options.WebRoot);
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(options.WebRoot));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetCaching });
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers[HeaderNames.CacheControl] =
            file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
