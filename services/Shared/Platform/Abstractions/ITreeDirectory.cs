using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>Whether something of the portfolio tree is a tenant's: asked before another module keeps its id. What is somebody else's and what never was look alike. Offered by the module that owns the tree.</summary>
public interface ITreeDirectory
{
    /// <summary>Whether the tenant has this portfolio.</summary>
    Task<bool> HasPortfolioAsync(TenantId tenant, PortfolioId portfolio, CancellationToken cancellationToken);

    /// <summary>Whether the tenant has this legal entity.</summary>
    Task<bool> HasLegalEntityAsync(TenantId tenant, LegalEntityId entity, CancellationToken cancellationToken);
}
