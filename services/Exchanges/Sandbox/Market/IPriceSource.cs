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
/// <param name="Over">How long it takes to come in full, the same share of the price each moment; zero = at once. A crash is one that takes minutes.</param>
public sealed record MarketShock(string Asset, DateTimeOffset From, DateTimeOffset? Until, double Factor, TimeSpan Over = default)
{
    /// <summary>What it multiplies the price by at a time.</summary>
    internal double At(DateTimeOffset time) =>
        time < From || time >= Until ? 1 : Over > TimeSpan.Zero && time < From + Over ? Math.Pow(Factor, (time - From) / Over) : Factor;
}
