using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>
/// HTX's economy: everything in tether, fees from what is received unless the HTX token pays them. The API tells fills of 120 days, transfers of 180 days and
/// everything else of 30 days only, so the demo account was just funded at first, has traded much for the last hundred and some days, and had income and conversions
/// in the last three weeks.
/// </summary>
internal static class HuobiProfile
{
    private static readonly string[] Coins =
    [
        "BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "BCH", "AVAX", "ATOM", "UNI", "AAVE", "XLM", "ALGO", "XTZ", "ETC", "FIL", "NEAR",
        "ICP", "POL", "ARB", "OP", "INJ", "TRX", "SHIB", "PEPE", "GRT", "SAND", "MANA", "ZEC", "USDC", "HTX",
    ];

    private static readonly string[] InBitcoin = ["ETH", "LTC", "BCH", "XRP"];

    public static VenueProfile Create() => new()
    {
        Venue = "huobi",
        Markets = [.. Coins.Select(c => VenueMarket.Create("huobi", c, "USDT")), .. InBitcoin.Select(c => VenueMarket.Create("huobi", c, "BTC"))],
        TradedMarkets =
        [
            "BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT", "ADA/USDT", "DOGE/USDT", "DOT/USDT", "LINK/USDT", "LTC/USDT", "AVAX/USDT", "ATOM/USDT", "TRX/USDT", "USDC/USDT", "ETH/BTC",
        ],
        HomeCurrency = "USDT",
        TakerRate = 0.002m,
        MakerRate = 0.002m,
        FeeFromReceived = 1,
        FeeAsset = "HTX",
        FeeAssetShare = 0.15,
        SecondWallet = Wallets.Funding,
        TransferChance = 0.6,
        FirstActiveDay = 621,
        OrdersPerDay = 33,
        SavingsWallet = Wallets.Spot,
        RewardWallet = Wallets.Spot,
        DustTarget = "HTX",
        FirstIncomeDay = 708,
        RareEvents = 6,
        Without = new HashSet<EconomicKind> { EconomicKind.FeeCredit, EconomicKind.Migration },
    };
}
