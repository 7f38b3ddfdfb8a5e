using Microsoft.AspNetCore.Http;
using PortfolioPlatform.GraphQL;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>
/// Another site's page gets nothing here, and changes nothing with the cookie of who visits it: browsers say of each request where it comes from (<c>Sec-Fetch-Site</c>), and what does not come
/// from our own page is refused, whatever it asks. Only a link from elsewhere may be followed: that shows a page to the visitor, and nothing to the site the link stood on; a question in its address is refused too.
/// Together with the cookie's <c>SameSite=Strict</c> and the check of <c>Origin</c> it takes the place of a token in each form.
/// </summary>
internal static class CrossSiteGuard
{
    public static Task HandleAsync(HttpContext http, RequestDelegate next) =>
        IsOwn(http.Request) || IsFollowedLink(http.Request) ? next(http) : EdgeRefusal.WriteAsync(http, StatusCodes.Status403Forbidden, "Another site's page may not do this.", ErrorCodes.Denied);

    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static bool IsFollowedLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count == 0 && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document"
        && !(request.Path.StartsWithSegments(EdgeRefusal.GraphQL, StringComparison.Ordinal) && request.QueryString.HasValue);
}
