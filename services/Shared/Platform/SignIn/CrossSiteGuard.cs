using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>
/// No other site's page changes anything with the cookie of who visits it: browsers say of each request where it comes from (<c>Sec-Fetch-Site</c>), and what changes
/// something and does not come from our own page is refused. Together with the cookie's <c>SameSite=Strict</c> and the check of <c>Origin</c> it takes the place of a token in each form.
/// </summary>
internal static class CrossSiteGuard
{
    public static Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        if ((isSafe && http.Request.Headers.Upgrade.Count == 0) || site is "" or "same-origin" or "none") return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("Another site's page may not do this.", http.RequestAborted);
    }
}
