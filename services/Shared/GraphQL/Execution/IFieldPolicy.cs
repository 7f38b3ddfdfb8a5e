using System.Security.Claims;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Says who may ask fields that carry a policy. A schema with such fields and no answer denies them.</summary>
public interface IFieldPolicy
{
    /// <summary>Whether a caller satisfies a policy; the empty name means "signed in".</summary>
    bool IsAllowed(ClaimsPrincipal user, string policy);
}

/// <summary>Nobody may.</summary>
internal sealed class DenyAll : IFieldPolicy
{
    public bool IsAllowed(ClaimsPrincipal user, string policy) => false;
}
