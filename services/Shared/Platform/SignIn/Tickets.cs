using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>
/// Who signed in, encrypted and authenticated by keys that all processes of an installation share: what a cookie or a bearer token holds.
/// Any process can read one without asking another. A cookie's ticket is no token and the reverse.
/// </summary>
public sealed class Tickets(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly TicketDataFormat _cookies = new(protection.CreateProtector("PortfolioPlatform.SignIn", "cookie", "1"));
    private readonly TicketDataFormat _tokens = new(protection.CreateProtector("PortfolioPlatform.SignIn", "token", "1"));

    private readonly OpenedTokens _opened = new();

    /// <summary>The value of a session's cookie.</summary>
    public string ForCookie(SignedIn who, TimeSpan lifetime) => Write(_cookies, who, lifetime);

    /// <summary>A bearer token.</summary>
    public string ForBearer(SignedIn who, TimeSpan lifetime) => Write(_tokens, who, lifetime);

    /// <summary>Who a bearer token was made for, and until when; null when it was changed, is too old, or is no token of ours. Whether it was revoked is not looked at.</summary>
    public (ClaimsPrincipal Principal, DateTimeOffset Expires)? ReadBearer(string token)
    {
        var key = OpenedTokens.KeyOf(token);
        var now = time.GetUtcNow();
        if (_opened.TryGet(key, out var known))
        {
            if (known.Expires > now) return known;
            _opened.Forget(key);
            return null;
        }

        if (Read(_tokens, token) is not { } ticket) return null;
        _opened.Keep(key, ticket, now);
        return ticket;
    }

    internal (ClaimsPrincipal Principal, DateTimeOffset Expires)? ReadCookie(string cookie) => Read(_cookies, cookie);

    /// <summary>Whether a principal's ticket was made longer ago than this.</summary>
    internal bool IsOlder(ClaimsPrincipal principal, TimeSpan age) => time.GetUtcNow() - IssuedAt(principal) > age;

    internal static DateTimeOffset IssuedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst(SignInClaims.IssuedAt)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MinValue;

    private static string Write(TicketDataFormat format, SignedIn who, TimeSpan lifetime) =>
        format.Protect(new AuthenticationTicket(who.ToPrincipal(), new AuthenticationProperties { ExpiresUtc = who.IssuedAt + lifetime }, SignInHandler.Scheme));

    private (ClaimsPrincipal Principal, DateTimeOffset Expires)? Read(TicketDataFormat format, string text) =>
        format.Unprotect(text) is { Properties.ExpiresUtc: { } expires } ticket && expires > time.GetUtcNow() ? (ticket.Principal, expires) : null;
}
