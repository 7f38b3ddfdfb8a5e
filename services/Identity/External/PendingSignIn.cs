using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Identity.External;

/// <summary>
/// What we remember, in a sealed cookie of the browser, of somebody who is away at a provider: an answer counts only in the browser that asked, once, for the tenant and
/// the provider it was asked for.
/// </summary>
/// <param name="Tenant">Where they want in.</param>
/// <param name="Issuer">Whom we sent them to.</param>
/// <param name="State">Comes back with them, so that nobody is signed in by somebody else's link.</param>
/// <param name="Nonce">Comes back inside the token, so that no other token is accepted.</param>
/// <param name="Verifier">Proves to the provider that who redeems the code is who asked (PKCE).</param>
/// <param name="Return">Where in our page they wanted to go.</param>
/// <param name="Until">How long we wait.</param>
internal sealed record PendingSignIn(Guid Tenant, string Issuer, string State, string Nonce, string Verifier, string Return, DateTimeOffset Until)
{
    /// <summary>Path of all addresses of this sign-in, and of the cookie.</summary>
    public const string Path = "/sign-in/external";

    private const string CookieName = "portfolio-external";

    public static PendingSignIn New(Guid tenant, string issuer, string? wanted, DateTimeOffset until) => new(tenant, issuer, Random(), Random(), Random(), LocalPath(wanted), until);

    /// <summary>What goes to the provider instead of the verifier.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Whether an answer is to this question.</summary>
    public bool IsAnsweredBy(string? state) => state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    public void Remember(HttpContext http, IDataProtectionProvider protection) =>
        http.Response.Cookies.Append(CookieName, Protector(protection).Protect(JsonSerializer.Serialize(this)), Options(http, Until));

    /// <summary>What is remembered, and forgets it: every answer has one try.</summary>
    public static PendingSignIn? Recall(HttpContext http, IDataProtectionProvider protection, DateTimeOffset now)
    {
        if (http.Request.Cookies[CookieName] is not { } cookie) return null;
        http.Response.Cookies.Delete(CookieName, Options(http, null));
        try
        {
            return JsonSerializer.Deserialize<PendingSignIn>(Protector(protection).Unprotect(cookie)) is { } pending && pending.Until > now ? pending : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Only a path of our own: never another host, in none of the spellings browsers take for one.</summary>
    internal static string LocalPath(string? wanted) =>
        wanted is ['/', ..] && !wanted.StartsWith("//", StringComparison.Ordinal) && !wanted.Contains('\\', StringComparison.Ordinal) && !wanted.Any(char.IsControl) ? wanted : "/";

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("PortfolioPlatform.External", "1");

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = Path, Expires = expires, IsEssential = true };

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
