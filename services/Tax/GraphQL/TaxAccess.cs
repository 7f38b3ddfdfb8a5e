using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Taxes are those of whole legal entities, whatever portfolios their accounts are in: a role on a part of the tree does not show them.</summary>
internal static class TaxAccess
{
    /// <summary>The tenant whose taxes the viewer sees.</summary>
    /// <exception cref="GraphQLFieldException">The permission does not hold on the whole tenant.</exception>
    public static TenantId TaxTenant(this ClaimsPrincipal user, string permission = Permission.Read) =>
        user.Can(permission) ? user.Tenant() : throw new GraphQLFieldException("The current user is not authorized to access this resource.", ErrorCodes.Denied);
}
