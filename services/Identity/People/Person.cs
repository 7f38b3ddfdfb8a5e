using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.People;

/// <summary>Somebody who can sign in, in as many tenants as invited.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">How they are called.</param>
internal sealed record Person(Guid Id, string Email, string Name)
{
    /// <summary>Addresses that differ in case only are one.</summary>
    public static string KeyOf(string email) => email.Trim().ToUpperInvariant();
}

/// <summary>A person's place in one tenant.</summary>
/// <param name="Tenant">Which tenant.</param>
/// <param name="Id">The member.</param>
/// <param name="Person">Who it is.</param>
/// <param name="Name">The name changes are recorded under.</param>
/// <param name="Email">What they sign in with.</param>
internal sealed record Member(TenantId Tenant, Guid Id, Guid Person, string Name, string Email);
