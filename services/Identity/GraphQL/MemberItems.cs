using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>Somebody who belongs to the tenant.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Name">The name changes are recorded under.</param>
/// <param name="Email">What they sign in with.</param>
[GraphQLName("Member")]
internal sealed record MemberItem([property: ID] Guid Id, string Name, string Email)
{
    public static MemberItem Of(Member m) => new(m.Id, m.Name, m.Email);
}

/// <summary>A role somebody was given.</summary>
/// <param name="Role">Which: owner, manager, analyst, finance or auditor.</param>
/// <param name="PortfolioId">On which portfolio and all below it; null for everything.</param>
[GraphQLName("RoleGrant")]
internal sealed record GrantItem(string Role, [property: ID] Guid? PortfolioId)
{
    public static GrantItem Of(RoleGrant grant) => new(grant.Role, grant.Node?.Value);
}

/// <summary>A role and what it permits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What it permits.</param>
[GraphQLName("Role")]
internal sealed record RoleItem(string Name, IReadOnlyList<string> Permissions);

/// <summary>One browser that is signed in.</summary>
/// <param name="Id">To end it by.</param>
/// <param name="MemberId">Who.</param>
/// <param name="Method">How it was proved: password, totp, passkey or link.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="Address">Where it signed in from.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
[GraphQLName("Session")]
internal sealed record SessionItem([property: ID] Guid Id, [property: ID] Guid MemberId, string Method, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool IsThis)
{
    public static SessionItem Of(Session s, Guid? asking) => new(s.Id, s.Member, s.Method, s.Device, s.Address, s.CreatedAt, s.ExpiresAt, s.Id == asking);
}

/// <summary>Somebody was asked to join.</summary>
/// <param name="Id">To withdraw it by.</param>
/// <param name="Email">Who.</param>
/// <param name="Name">How they will be called.</param>
/// <param name="Grant">With which role.</param>
/// <param name="InvitedBy">By whom.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
[GraphQLName("Invitation")]
internal sealed record InvitationItem([property: ID] Guid Id, string Email, string Name, GrantItem Grant, string InvitedBy, DateTimeOffset ExpiresAt)
{
    public static InvitationItem Of(Invitation i) => new(i.Id, i.Email, i.Name, GrantItem.Of(i.Grant), i.InvitedBy, i.ExpiresAt);
}
