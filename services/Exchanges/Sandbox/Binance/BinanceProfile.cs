using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's economy: stablecoin markets, euros by bank, fees in BNB or from what is received, locked and flexible earn, a funding wallet.</summary>
internal static class BinanceProfile
{
    private static readonly string[] Coins =
    [
        "BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "BCH", "AVAX", "ATOM", "UNI", "AAVE", "XLM", "ALGO", "XTZ", "ETC", "FIL",
        "NEAR", "ICP", "POL", "ARB", "OP", "INJ", "TRX", "SHIB", "PEPE", "GRT", "SAND", "MANA", "ZEC", "USDC", "EUR",
    ];

    private static readonly string[] InUsdc = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "LINK", "LTC", "AVAX"];
    private static readonly string[] InBitcoin = ["ETH", "SOL", "BNB", "XRP", "ADA", "DOT", "LINK", "LTC", "BCH", "ATOM"];
    private static readonly string[] InEuro = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE"];

    private static readonly string[] Perpetuals = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "LINK", "LTC", "AVAX"];

    private static readonly VenueMarket[] InTether = [.. Coins.Select(c => VenueMarket.Create("binance", c, "USDT"))];

    public static VenueProfile Create() => new()
    {
        Venue = "binance",
        Perpetuals = [.. InTether.Where(m => Perpetuals.Contains(m.Base)).Select(PerpetualContract.Create)],
        Markets =
        [
            .. InTether,
            .. InUsdc.Select(c => VenueMarket.Create("binance", c, "USDC")),
            .. InBitcoin.Select(c => VenueMarket.Create("binance", c, "BTC")),
            .. InEuro.Select(c => VenueMarket.Create("binance", c, "EUR")),
        ],
        TradedMarkets = ["BTC/USDT", "ETH/USDT", "SOL/USDT", "BNB/USDT", "XRP/USDT", "ADA/USDT", "LINK/USDT", "DOGE/USDT", "BTC/EUR", "ETH/EUR", "ETH/BTC", "BTC/USDC", "EUR/USDT"],
        RoutedMarkets = ["BTC/USDT", "BTC/USDC"],
        HomeCurrency = "EUR",
        TakerRate = 0.001m,
        MakerRate = 0.001m,
        FeeFromReceived = 1,
        FeeAsset = "BNB",
        FeeAssetShare = 0.6,
        StakedAssets = ["DOT", "SOL"],
        InterestAsset = "USDT",
        DustTarget = "BNB",
        Without = new HashSet<EconomicKind> { EconomicKind.Migration, EconomicKind.FeeCredit },
        RewardWallet = Wallets.Spot,
        SecondWallet = Wallets.Funding,
    };
}
