using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>A role somebody was given.</summary>
/// <param name="Role">One of <see cref="MemberRoles"/>.</param>
/// <param name="Node">The node of the portfolio tree it holds on, with all below; null for the whole tenant.</param>
public sealed record RoleGrant(string Role, PortfolioId? Node);

/// <summary>Who signed in, as it goes into a cookie or a token.</summary>
/// <param name="Tenant">Whose data is seen.</param>
/// <param name="Subject">The member, or the API client.</param>
/// <param name="Name">The name changes are recorded under.</param>
/// <param name="Session">The browser's session, or the token's id.</param>
/// <param name="IssuedAt">When the ticket is made.</param>
/// <param name="Method">How it was proved; see <see cref="SignInClaims.Method"/>.</param>
/// <param name="Grants">The roles.</param>
public sealed record SignedIn(TenantId Tenant, Guid Subject, string Name, Guid Session, DateTimeOffset IssuedAt, string Method, ImmutableArray<RoleGrant> Grants)
{
    /// <summary>The person behind a member.</summary>
    public Guid? Person { get; init; }

    /// <summary>Permissions a token is limited to; empty for all that the roles give.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>Networks a token may be used from; empty for any.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>As endpoints and resolvers see it.</summary>
    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity("sign-in", ClaimTypes.Name, ClaimTypes.Role);
        Add(identity, SignInClaims.Tenant, Tenant.ToString());
        Add(identity, SignInClaims.Subject, Subject.ToString());
        Add(identity, ClaimTypes.Name, Name);
        Add(identity, SignInClaims.Session, Session.ToString());
        Add(identity, SignInClaims.IssuedAt, IssuedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Add(identity, SignInClaims.Method, Method);
        if (Person is { } person) Add(identity, SignInClaims.Person, person.ToString());
        foreach (var grant in Grants)
            if (grant.Node is { } node) Add(identity, SignInClaims.NodeRole, new NodeRole(grant.Role, node.Value).ToString());
            else Add(identity, ClaimTypes.Role, grant.Role);
        foreach (var scope in Scopes) Add(identity, SignInClaims.Scope, scope);
        foreach (var network in Networks) Add(identity, SignInClaims.Network, network.ToString());
        return new ClaimsPrincipal(identity);
    }

    private static void Add(ClaimsIdentity identity, string type, string value) => identity.AddClaim(new Claim(type, value));
}
