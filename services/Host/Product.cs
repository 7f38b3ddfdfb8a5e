using PortfolioPlatform.Api;
using PortfolioPlatform.Identity;
using PortfolioPlatform.Ingestion;
using PortfolioPlatform.MarketData;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Tax;

namespace PortfolioPlatform.Host;

/// <summary>What the product is made of.</summary>
public static class Product
{
    /// <summary>All modules, and the sandbox.</summary>
    public static HostParts Parts { get; } = new(
        [new IngestionModule(), new MarketDataModule(), new PortfolioModule(), new TaxModule(), new IdentityModule(), new ApiModule()],
        [new SandboxSideServer()]);
}
