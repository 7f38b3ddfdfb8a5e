namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>What kind of asset it is, which decides how its price moves.</summary>
public enum AssetClass
{
    /// <summary>A coin whose price jumps and drifts with the market.</summary>
    Coin,

    /// <summary>A coin that tries to be one dollar.</summary>
    Stablecoin,

    /// <summary>Money of a state.</summary>
    Fiat,

    /// <summary>A credit of a venue with a fixed price and no market.</summary>
    Credit,
}

/// <summary>An asset of the simulated market.</summary>
/// <param name="Symbol">Common upper-case symbol.</param>
/// <param name="Class">How it moves.</param>
/// <param name="StartUsd">Price in US dollars at the origin.</param>
/// <param name="Volatility">Standard deviation of its own daily log return.</param>
/// <param name="Beta">How strongly it follows the market factor.</param>
/// <param name="Decimals">Digits after the point of its amounts.</param>
public sealed record SimulatedAsset(string Symbol, AssetClass Class, double StartUsd, double Volatility, double Beta, int Decimals);

/// <summary>The assets of the simulated market.</summary>
public static class AssetCatalog
{
    private static readonly (string Symbol, double Usd, double Volatility, double Beta)[] Coins =
    [
        ("BTC", 42_600, 0.008, 1.0), ("ETH", 2_520, 0.014, 1.2), ("SOL", 98, 0.028, 1.6), ("BNB", 312, 0.014, 0.9), ("XRP", 0.57, 0.024, 1.1),
        ("ADA", 0.53, 0.022, 1.3), ("DOGE", 0.081, 0.030, 1.4), ("DOT", 7.4, 0.022, 1.3), ("LINK", 14.9, 0.024, 1.3), ("LTC", 70, 0.018, 1.0),
        ("BCH", 245, 0.022, 1.1), ("AVAX", 35, 0.026, 1.5), ("ATOM", 9.8, 0.022, 1.2), ("UNI", 6.3, 0.028, 1.3), ("AAVE", 92, 0.026, 1.3),
        ("XLM", 0.115, 0.020, 1.0), ("ALGO", 0.18, 0.022, 1.2), ("XTZ", 0.97, 0.020, 1.1), ("ETC", 25, 0.022, 1.2), ("FIL", 5.6, 0.028, 1.4),
        ("NEAR", 3.1, 0.030, 1.5), ("ICP", 12.1, 0.030, 1.4), ("MATIC", 0.83, 0.024, 1.3), ("POL", 0.83, 0.024, 1.3), ("ARB", 1.9, 0.030, 1.5), ("OP", 3.2, 0.030, 1.5),
        ("INJ", 37, 0.034, 1.6), ("TRX", 0.109, 0.012, 0.6), ("SHIB", 0.0000094, 0.034, 1.5), ("PEPE", 0.0000011, 0.045, 1.7), ("GRT", 0.165, 0.028, 1.3),
        ("SAND", 0.47, 0.026, 1.3), ("MANA", 0.45, 0.026, 1.3), ("ZEC", 23, 0.024, 1.0), ("XMR", 158, 0.016, 0.7), ("LEO", 4.0, 0.008, 0.3), ("HTX", 0.0000014, 0.016, 0.5),
    ];

    private static readonly SimulatedAsset[] Money =
    [
        new("USD", AssetClass.Fiat, 1, 0, 0, 4), new("EUR", AssetClass.Fiat, 1.09, 0.0042, 0.02, 4), new("GBP", AssetClass.Fiat, 1.27, 0.0045, 0.02, 4),
        new("USDT", AssetClass.Stablecoin, 1, 0.0004, 0, 8), new("USDC", AssetClass.Stablecoin, 1, 0.0003, 0, 8), new("DAI", AssetClass.Stablecoin, 1, 0.0006, 0, 8),
        new("KFEE", AssetClass.Credit, 0.01, 0, 0, 2), new("HBPOINT", AssetClass.Credit, 1, 0, 0, 8),
    ];

    /// <summary>All assets, by symbol.</summary>
    public static IReadOnlyDictionary<string, SimulatedAsset> All { get; } = Coins
        .Select(c => new SimulatedAsset(c.Symbol, AssetClass.Coin, c.Usd, c.Volatility, c.Beta, 8))
        .Concat(Money)
        .ToDictionary(a => a.Symbol, StringComparer.Ordinal);

    /// <summary>Digits after the point of amounts of an asset; eight for one the catalogue does not know.</summary>
    public static int Decimals(string symbol) => All.TryGetValue(symbol, out var asset) ? asset.Decimals : 8;
}
