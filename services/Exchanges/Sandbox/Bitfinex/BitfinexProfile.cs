using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Bitfinex's economy: dollars and tether, fees from what is received, maker rebates, a funding wallet that lends, staking paid into the exchange wallet.</summary>
internal static class BitfinexProfile
{
    private static readonly string[] Coins =
    [
        "BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "AVAX", "ATOM", "UNI", "AAVE", "XLM", "ALGO", "XTZ", "ETC", "FIL", "NEAR",
        "ICP", "MATIC", "POL", "ARB", "TRX", "SHIB", "PEPE", "GRT", "SAND", "MANA", "ZEC", "XMR", "LEO", "USDT", "USDC",
    ];

    private static readonly string[] InTether = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "AVAX", "ATOM", "LEO"];
    private static readonly string[] InBitcoin = ["ETH", "SOL", "XRP", "LTC", "XMR", "LEO"];

    private static readonly string[] Perpetuals = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "DOT", "LINK", "LTC", "AVAX"];

    public static VenueProfile Create() => new()
    {
        Venue = "bitfinex",
        Perpetuals = [.. Perpetuals.Select(c => PerpetualContract.CreateAlone(VenueMarket.Create("bitfinex", c, "USDT")))],
        Markets =
        [
            .. Coins.Select(c => VenueMarket.Create("bitfinex", c, "USD")),
            .. InTether.Select(c => VenueMarket.Create("bitfinex", c, "USDT")),
            .. InBitcoin.Select(c => VenueMarket.Create("bitfinex", c, "BTC")),
            VenueMarket.Create("bitfinex", "BTC", "EUR"),
            VenueMarket.Create("bitfinex", "ETH", "EUR"),
        ],
        TradedMarkets = ["BTC/USD", "ETH/USD", "SOL/USD", "XRP/USD", "ADA/USD", "DOGE/USD", "DOT/USD", "LINK/USD", "ATOM/USD", "LEO/USD", "BTC/USDT", "ETH/USDT", "AVAX/USDT", "ETH/BTC"],
        HomeCurrency = "USD",
        TakerRate = 0.002m,
        MakerRate = 0.001m,
        RebateRate = 0.0002m,
        FeeFromReceived = 0.8,
        StakedAssets = ["DOT", "ATOM"],
        InterestAsset = "USDT",
        RewardWallet = Wallets.Spot,
        SecondWallet = Wallets.Earn,
        DustTarget = "USDT",
        Without = new HashSet<EconomicKind> { EconomicKind.FeeCredit, EconomicKind.InstantBuy },
    };
}
