using System.Security.Claims;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>What a principal says of who asks.</summary>
public static class SignInClaims
{
    /// <summary>The tenant whose data is seen: an id.</summary>
    public const string Tenant = "tenant";

    /// <summary>The member of the tenant, or the API client: an id.</summary>
    public const string Subject = "sub";

    /// <summary>The person behind the member, in all tenants the same: an id. API clients have none.</summary>
    public const string Person = "person";

    /// <summary>The session of a browser, or the id of a token: revoked alone.</summary>
    public const string Session = "sid";

    /// <summary>When the ticket was made: UTC ticks.</summary>
    public const string IssuedAt = "iat";

    /// <summary>A role on one node of the portfolio tree and what is below it: <c>manager:ID</c>. A role on the whole tenant is a <see cref="ClaimTypes.Role"/>.</summary>
    public const string NodeRole = "node_role";

    /// <summary>A permission a token is limited to. A principal with none of these has all that its roles give.</summary>
    public const string Scope = "scope";

    /// <summary>A network a token may be used from, such as <c>203.0.113.0/24</c>. A principal with none of these may call from anywhere.</summary>
    public const string Network = "net";

    /// <summary>How it was proved who asks: <c>password</c>, <c>totp</c>, <c>passkey</c>, <c>link</c>, <c>client</c>, <c>external</c>.</summary>
    public const string Method = "amr";
}
