using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's economy: dollars and euros, fees mostly in quote, fee credits, staking and opt-in earn.</summary>
internal static class KrakenProfile
{
    private static readonly string[] Coins =
    [
        "BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "BCH", "AVAX", "ATOM", "UNI", "AAVE", "XLM", "ALGO", "XTZ", "ETC", "FIL", "NEAR",
        "ICP", "MATIC", "POL", "ARB", "OP", "INJ", "TRX", "SHIB", "PEPE", "GRT", "SAND", "MANA", "ZEC", "XMR", "USDT", "USDC", "DAI",
    ];

    private static readonly string[] InBitcoin = ["ETH", "SOL", "XRP", "ADA", "DOT", "LINK", "LTC", "BCH", "ATOM", "XMR"];
    private static readonly string[] InTether = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "LINK", "LTC"];

    public static VenueProfile Create() => new()
    {
        Venue = "kraken",
        Markets =
        [
            .. Coins.Select(c => VenueMarket.Create("kraken", c, "USD")),
            .. Coins.Select(c => VenueMarket.Create("kraken", c, "EUR")),
            .. InBitcoin.Select(c => VenueMarket.Create("kraken", c, "BTC")),
            .. InTether.Select(c => VenueMarket.Create("kraken", c, "USDT")),
            VenueMarket.Create("kraken", "BTC", "USDC"),
            VenueMarket.Create("kraken", "ETH", "USDC"),
            VenueMarket.Create("kraken", "EUR", "USD"),
            VenueMarket.Create("kraken", "GBP", "USD"),
        ],
        TradedMarkets = ["BTC/USD", "ETH/USD", "SOL/USD", "XRP/USD", "ADA/USD", "DOT/USD", "LINK/USD", "DOGE/USD", "ATOM/USD", "BTC/EUR", "ETH/EUR", "ETH/BTC", "USDT/USD"],
        HomeCurrency = "USD",
        TakerRate = 0.0026m,
        MakerRate = 0.0016m,
        RebateRate = 0.0001m,
        FeeFromReceived = 0.1,
        FeeAsset = "KFEE",
        FeeAssetShare = 0.08,
        StakedAssets = ["DOT", "ATOM"],
        InterestAsset = "USDT",
        DustTarget = "BTC",
        FiatDecimals = 4,
    };
}
