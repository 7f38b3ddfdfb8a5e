using System.Collections.Frozen;
using System.Net;
using System.Security.Claims;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>What a principal may do.</summary>
public static class Access
{
    /// <summary>Whether the permission holds on the whole tenant.</summary>
    public static bool Can(this ClaimsPrincipal user, string permission) => user.ScopeOf(permission).IsAll;

    /// <summary>Whether the permission holds somewhere; whoever then touches a portfolio asks <see cref="ScopeOf"/> where.</summary>
    public static bool CanSomewhere(this ClaimsPrincipal user, string permission) => !user.ScopeOf(permission).IsEmpty;

    /// <summary>Where in the portfolio tree the permission holds.</summary>
    public static NodeScope ScopeOf(this ClaimsPrincipal user, string permission)
    {
        if (user.Identity is not { IsAuthenticated: true } || !IsInScopes(user, permission)) return NodeScope.None;
        if (user.FindAll(ClaimTypes.Role).Any(role => MemberRoles.Permits(role.Value, permission))) return NodeScope.All;
        return new NodeScope(false, user.FindAll(SignInClaims.NodeRole).Select(c => NodeRole.Parse(c.Value)).Where(r => MemberRoles.Permits(r.Role, permission)).Select(r => r.Node).ToFrozenSet());
    }

    /// <summary>The roles there are, on the whole tenant or on nodes.</summary>
    public static IEnumerable<string> Roles(this ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).Select(role => role.Value).Concat(user.FindAll(SignInClaims.NodeRole).Select(role => NodeRole.Parse(role.Value).Role).Where(role => role is not null));

    /// <summary>The member, or the API client, that asks.</summary>
    public static Guid? Subject(this ClaimsPrincipal user) => user.IdOf(SignInClaims.Subject);

    /// <summary>The member that asks; null where an API client does, or this machine itself.</summary>
    public static Guid? Member(this ClaimsPrincipal user) => user.FindFirst(SignInClaims.Method)?.Value is "client" or "local" or null ? null : user.Subject();

    /// <summary>Whether a token may be used from an address. What is limited to networks may not be used from an unknown one.</summary>
    public static bool MayCallFrom(this ClaimsPrincipal user, IPAddress? address)
    {
        var isLimited = false;
        foreach (var network in user.FindAll(SignInClaims.Network))
        {
            if (address is not null && IPNetwork.Parse(network.Value).Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)) return true;
            isLimited = true;
        }

        return !isLimited;
    }

    /// <summary>An id among the claims.</summary>
    public static Guid? IdOf(this ClaimsPrincipal user, string claim) => Guid.TryParse(user.FindFirst(claim)?.Value, out var id) ? id : null;

    private static bool IsInScopes(ClaimsPrincipal user, string permission)
    {
        var isLimited = false;
        foreach (var scope in user.FindAll(SignInClaims.Scope))
        {
            if (scope.Value == permission) return true;
            isLimited = true;
        }

        return !isLimited;
    }
}

/// <summary>A role on a node, as a claim holds it.</summary>
/// <param name="Role">Which role.</param>
/// <param name="Node">On which node.</param>
internal readonly record struct NodeRole(string Role, Guid Node)
{
    public static NodeRole Parse(string text) =>
        text.Split(':') is [var role, var node] && Guid.TryParse(node, out var id) ? new(role, id) : default;

    public override string ToString() => $"{Role}:{Node}";
}
