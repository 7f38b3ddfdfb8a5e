using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio;

/// <summary>Settings of section <c>Portfolio</c>.</summary>
public sealed class PortfolioOptions
{
    /// <summary>Whose ledger the HTTP endpoints show until there are users; they are reachable from this machine only.</summary>
    /// <value>The demo tenant.</value>
    public Guid Tenant { get; set; } = DemoTenant.Tenant.Value;

    internal TenantId TenantId => new(Tenant);
}
