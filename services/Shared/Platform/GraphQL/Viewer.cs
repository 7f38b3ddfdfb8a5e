using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Who asks, as resolvers see them: whose data it is, and under which name changes are recorded.</summary>
public static class Viewer
{
    /// <summary>The claim that holds the tenant's id.</summary>
    public const string TenantClaim = "tenant";

    /// <summary>May change things.</summary>
    public const string Operator = "operator";

    /// <summary>May ask for the schema itself.</summary>
    public const string Developer = "developer";

    /// <summary>A signed-in viewer.</summary>
    public static ClaimsPrincipal Of(TenantId tenant, string name, params IEnumerable<string> roles) =>
        new(new ClaimsIdentity([new Claim(TenantClaim, tenant.ToString()), new Claim(ClaimTypes.Name, name), .. roles.Select(r => new Claim(ClaimTypes.Role, r))], "viewer"));

    /// <summary>The tenant whose data the viewer sees.</summary>
    /// <exception cref="GraphQLFieldException">The viewer belongs to none.</exception>
    public static TenantId Tenant(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst(TenantClaim)?.Value, out var id) ? new TenantId(id) : throw new GraphQLFieldException("The current user is not authorized to access this resource.", ErrorCodes.Denied);

    /// <summary>The name changes are recorded under.</summary>
    public static string Actor(this ClaimsPrincipal user) => user.Identity?.Name ?? "unknown";
}

/// <summary>Fields without a policy's name are for who is signed in, the others for a role of that name.</summary>
internal sealed class ViewerPolicy : IFieldPolicy
{
    public bool IsAllowed(ClaimsPrincipal user, string policy) => user.Identity is { IsAuthenticated: true } && (policy.Length == 0 || user.IsInRole(policy));
}
