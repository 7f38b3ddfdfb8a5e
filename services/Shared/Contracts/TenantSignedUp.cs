using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>A customer signed up and has nothing yet: modules make what it begins with.</summary>
/// <param name="Tenant">Who.</param>
/// <param name="Name">The institution's name.</param>
public sealed record TenantSignedUp(TenantId Tenant, string Name) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Tenant.ToString();
}

/// <summary>What a tenant begins with, by ids that every module can tell without asking another.</summary>
public static class TenantStart
{
    /// <summary>The legal entity that owns accounts nobody named another for.</summary>
    public static LegalEntityId LegalEntity(TenantId tenant) => tenant == DemoTenant.Tenant ? DemoTenant.Holding : new(DerivedId.Of("start", $"{tenant}", "entity"));

    /// <summary>The first portfolio: it takes every account nobody put elsewhere.</summary>
    public static PortfolioId Portfolio(TenantId tenant) => tenant == DemoTenant.Tenant ? DemoTenant.Portfolio("all") : new(DerivedId.Of("start", $"{tenant}", "portfolio"));
}
