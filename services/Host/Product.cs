using PortfolioPlatform.Api;
using PortfolioPlatform.MarketData;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Tax;

namespace PortfolioPlatform.Host;

/// <summary>What the product is made of.</summary>
public static class Product
{
    /// <summary>All modules, and the sandbox.</summary>
    public static HostParts Parts { get; } = new([new MarketDataModule(), new TaxModule(), new ApiModule()], [new SandboxSideServer()]);
}
