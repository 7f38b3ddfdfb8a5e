using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Host;

/// <summary>What the product is made of.</summary>
public static class Product
{
    /// <summary>All modules and side servers.</summary>
    public static HostParts Parts { get; } = new([], []);
}
