using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>The order in which assets are priced: an asset takes its price from markets against assets of a lower tier, so that no price depends on itself.</summary>
internal static class PriceGraph
{
    /// <summary>The unit of all prices.</summary>
    public static AssetId Usd { get; } = new("fiat:usd");

    /// <summary>The highest tier.</summary>
    public const int Last = 3;

    /// <summary>0 the dollar, 1 fiat and stablecoins, 2 bitcoin and ether, 3 the rest.</summary>
    public static int Tier(AssetRow asset) => asset.Id.Value switch
    {
        "fiat:usd" => 0,
        "btc" or "eth" => 2,
        _ => asset.Kind is "fiat" or "stablecoin" ? 1 : Last,
    };

    /// <summary>Cuts a computed price to what is meaningful: twelve significant digits, at most 18 fractional ones.</summary>
    public static decimal Significant(decimal price)
    {
        var digits = 11;
        for (var rest = Math.Abs(price); rest >= 10 && digits > 0; rest /= 10) digits--;
        for (var rest = Math.Abs(price); rest is > 0 and < 1 && digits < 18; rest *= 10) digits++;
        var cut = decimal.Round(price, digits);
        return cut.Scale == 0 ? cut : cut / 1.0000000000000000000000000000m;
    }
}
