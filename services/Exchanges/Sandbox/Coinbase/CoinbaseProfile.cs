using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Coinbase's economy: euros and dollars, fees always in quote, staking in wallets of their own, instant buys and converts beside the order book.</summary>
internal static class CoinbaseProfile
{
    private static readonly string[] Coins =
    [
        "BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "BCH", "AVAX", "ATOM", "UNI", "AAVE", "XLM", "ALGO", "XTZ", "ETC", "FIL", "NEAR",
        "ICP", "MATIC", "POL", "ARB", "OP", "INJ", "SHIB", "PEPE", "GRT", "SAND", "MANA", "ZEC", "USDT", "DAI",
    ];

    private static readonly string[] InEuro = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "AVAX", "ATOM", "UNI", "USDC", "USDT"];
    private static readonly string[] InUsdc = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "LINK"];

    public static VenueProfile Create() => new()
    {
        Venue = "coinbase",
        Markets =
        [
            .. Coins.Select(c => VenueMarket.Create("coinbase", c, "USD")),
            .. InEuro.Select(c => VenueMarket.Create("coinbase", c, "EUR")),
            .. InUsdc.Select(c => VenueMarket.Create("coinbase", c, "USDC")),
            VenueMarket.Create("coinbase", "ETH", "BTC"),
            VenueMarket.Create("coinbase", "LTC", "BTC"),
        ],
        TradedMarkets = ["BTC/EUR", "ETH/EUR", "SOL/EUR", "XRP/EUR", "ADA/EUR", "LINK/EUR", "DOT/EUR", "DOGE/EUR", "ATOM/EUR", "BTC/USD", "ETH/USD", "BTC/USDC", "ETH/USDC", "ETH/BTC"],
        HomeCurrency = "EUR",
        TakerRate = 0.006m,
        MakerRate = 0.004m,
        StakedAssets = ["DOT", "ATOM"],
        InterestAsset = "USDC",
        DustTarget = "USDC",
        Without = new HashSet<EconomicKind> { EconomicKind.FeeCredit },
    };
}
