using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>The browser's session cookie: not readable by scripts, never sent from another site, over TLS bound to this host alone.</summary>
public static class SessionCookie
{
    /// <summary>Its name without TLS, which only a loopback address may use.</summary>
    public const string PlainName = "portfolio-session";

    /// <summary>Its name over TLS: the prefix makes browsers refuse one that another host or an insecure page set.</summary>
    public const string SecureName = "__Host-portfolio-session";

    /// <summary>Sets it.</summary>
    public static void Append(HttpContext http, string ticket, DateTimeOffset expires) => http.Response.Cookies.Append(NameFor(http), ticket, Options(http, expires));

    /// <summary>Removes it.</summary>
    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http, null));

    internal static string? Read(HttpContext http) => http.Request.Cookies[NameFor(http)];

    private static string NameFor(HttpContext http) => http.Request.IsHttps ? SecureName : PlainName;

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", Expires = expires, IsEssential = true };
}
