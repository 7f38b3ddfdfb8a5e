namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>Prices in US dollars at any time: the simulation, or a replayed file.</summary>
public interface IPriceSource
{
    /// <summary>The price of an asset in US dollars; null when this source does not know it.</summary>
    double? UsdAt(string asset, DateTimeOffset time);
}

/// <summary>A change made to the market from outside: from a time on, the price is multiplied.</summary>
/// <param name="Asset">Which asset.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when (a depeg heals); null = for good.</param>
/// <param name="Factor">Multiplies the price, such as 0.88 for a stablecoin that lost 12 %.</param>
public sealed record MarketShock(string Asset, DateTimeOffset From, DateTimeOffset? Until, double Factor);
