using System.Globalization;
using System.Security.Claims;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>What a token says.</summary>
/// <param name="Id">The token's own id.</param>
/// <param name="Tenant">Whose data.</param>
/// <param name="Client">Which client.</param>
/// <param name="Scope">What for.</param>
/// <param name="Issued">Since when.</param>
/// <param name="Expires">Until when.</param>
internal sealed record ReadToken(Guid Id, TenantId Tenant, Guid Client, string Scope, DateTimeOffset Issued, DateTimeOffset Expires)
{
    /// <summary>Reads a principal; null if it is no client's.</summary>
    public static ReadToken? Of(ClaimsPrincipal principal, DateTimeOffset expires) =>
        principal.IdOf(SignInClaims.Session) is { } id && principal.IdOf(SignInClaims.Tenant) is { } tenant && principal.Subject() is { } client
        && long.TryParse(principal.FindFirst(SignInClaims.IssuedAt)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new ReadToken(id, new TenantId(tenant), client, string.Join(' ', principal.FindAll(SignInClaims.Scope).Select(c => c.Value)), new DateTimeOffset(ticks, TimeSpan.Zero), expires)
            : null;
}
