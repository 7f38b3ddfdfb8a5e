using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Who asks, as resolvers see them: whose data it is, and under which name changes are recorded.</summary>
public static class Viewer
{
    /// <summary>A signed-in viewer with roles (<see cref="MemberRoles"/>) on the whole tenant.</summary>
    public static ClaimsPrincipal Of(TenantId tenant, string name, params IEnumerable<string> roles) =>
        new SignedIn(tenant, Guid.Empty, name, Guid.Empty, DateTimeOffset.MaxValue, "local", [.. roles.Select(r => new RoleGrant(r, null))]).ToPrincipal();

    /// <summary>The tenant whose data the viewer sees.</summary>
    /// <exception cref="GraphQLFieldException">The viewer belongs to none.</exception>
    public static TenantId Tenant(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst(SignInClaims.Tenant)?.Value, out var id) ? new TenantId(id) : throw new GraphQLFieldException("The current user is not authorized to access this resource.", ErrorCodes.Denied);

    /// <summary>The name changes are recorded under.</summary>
    public static string Actor(this ClaimsPrincipal user) => user.Identity?.Name ?? "unknown";
}

/// <summary>A policy is the name of a permission, which must hold on the whole tenant; fields that name none are for who may read it all. Only what narrows its own answer is open to who may read a part.</summary>
internal sealed class ViewerPolicy : IFieldPolicy
{
    public bool IsAllowed(ClaimsPrincipal user, string policy) => policy == Permission.ReadPart ? user.CanSomewhere(Permission.Read) : user.Can(policy.Length == 0 ? Permission.Read : policy);
}
