using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>The economic ways of a venue: what is traded, what fees cost, which kinds of events its accounts see. No wire shapes here.</summary>
public sealed record VenueProfile
{
    /// <summary>Lower-case name: <c>kraken</c>, <c>binance</c>, <c>coinbase</c>, <c>bitfinex</c>, <c>huobi</c>.</summary>
    public required string Venue { get; init; }

    /// <summary>All markets.</summary>
    public required IReadOnlyList<VenueMarket> Markets { get; init; }

    /// <summary>The markets (by name, such as <c>BTC/USD</c>) that the demo account trades.</summary>
    public required IReadOnlyList<string> TradedMarkets { get; init; }

    /// <summary>The currency the demo account brings in and thinks in.</summary>
    public required string HomeCurrency { get; init; }

    /// <summary>Taker fee rate.</summary>
    public decimal TakerRate { get; init; } = 0.0026m;

    /// <summary>Maker fee rate.</summary>
    public decimal MakerRate { get; init; } = 0.0016m;

    /// <summary>Rate of the rebate for makers; zero = the venue pays none.</summary>
    public decimal RebateRate { get; init; }

    /// <summary>Share of orders whose fee is taken from what is received; the rest pays in quote.</summary>
    public double FeeFromReceived { get; init; }

    /// <summary>An asset that can pay fees instead, such as BNB; null = none.</summary>
    public string? FeeAsset { get; init; }

    /// <summary>Share of orders that pay in <see cref="FeeAsset"/> while there is enough of it.</summary>
    public double FeeAssetShare { get; init; }

    /// <summary>Perpetuals the venue lists; all are settled in the same asset.</summary>
    public IReadOnlyList<PerpetualContract> Perpetuals { get; init; } = [];

    /// <summary>The day (after the origin) on which the demo account opens positions in perpetuals; null = it never does.</summary>
    public int? PerpetualDay { get; init; }

    /// <summary>Whether it is a venue of options, whose accounts do nothing else.</summary>
    public bool HasOptions { get; init; }

    /// <summary>Coins that earn staking rewards in the earn wallet.</summary>
    public IReadOnlyList<string> StakedAssets { get; init; } = ["DOT", "ATOM"];

    /// <summary>Markets that the venue's order routing joins: it fills one in seven of the demo account's taking orders there.</summary>
    public IReadOnlyList<string> RoutedMarkets { get; init; } = [];

    /// <summary>The asset that earns interest in the earn wallet.</summary>
    public string InterestAsset { get; init; } = "USDT";

    /// <summary>What remainders are swept into.</summary>
    public string DustTarget { get; init; } = "BTC";

    /// <summary>Kinds of events the venue cannot tell over its API, so its accounts never see them.</summary>
    public IReadOnlySet<EconomicKind> Without { get; init; } = new HashSet<EconomicKind>();

    /// <summary>The wallet that staking rewards are paid into.</summary>
    public string RewardWallet { get; init; } = Wallets.Earn;

    /// <summary>The wallet whose coins are staked and lent.</summary>
    public string SavingsWallet { get; init; } = Wallets.Earn;

    /// <summary>The second wallet of wallet transfers.</summary>
    public string SecondWallet { get; init; } = Wallets.Earn;

    /// <summary>The day (after the origin) from which the demo account trades and moves between wallets; before it only deposits and withdrawals happen. Venues that tell only the last months over their API start late.</summary>
    public int FirstActiveDay { get; init; } = 1;

    /// <summary>The day from which income, conversions and the like happen; later than <see cref="FirstActiveDay"/> where the venue tells those for a shorter time.</summary>
    public int FirstIncomeDay { get; init; } = 1;

    /// <summary>Days of history that <see cref="FirstActiveDay"/> and <see cref="FirstIncomeDay"/> are meant for: two years, one of them a leap year.</summary>
    public const int UsualPastDays = 731;

    /// <summary>The same venue in a world with a longer past: an account that a venue tells of for its last months only begins as late before the first start as ever.</summary>
    /// <param name="pastDays">Days of the world's past.</param>
    public VenueProfile AfterDays(int pastDays)
    {
        var later = Math.Max(0, pastDays - UsualPastDays);
        return this with { FirstActiveDay = FirstActiveDay == 1 ? 1 : FirstActiveDay + later, FirstIncomeDay = FirstIncomeDay == 1 ? 1 : FirstIncomeDay + later };
    }

    /// <summary>How many times more often than usual rare income and swaps happen: what has only weeks to happen must hurry.</summary>
    public double RareEvents { get; init; } = 1;

    /// <summary>Fewest orders of the demo account on an active day; there may be up to four more.</summary>
    public int OrdersPerDay { get; init; } = 2;

    /// <summary>Chance per day that the demo account moves something between its wallets.</summary>
    public double TransferChance { get; init; } = 0.09;

    /// <summary>Digits after the point that the venue books fiat with.</summary>
    public int FiatDecimals { get; init; } = 8;

    /// <summary>Digits after the point that the venue books an asset with.</summary>
    public int Decimals(string asset) => AssetCatalog.All.TryGetValue(asset, out var known) && known.Class == AssetClass.Fiat ? FiatDecimals : AssetCatalog.Decimals(asset);

    /// <summary>The market of a name; null when the venue has none.</summary>
    public VenueMarket? Market(string name) => _byName.GetValueOrDefault(name);

    private Dictionary<string, VenueMarket> _byName => field ??= Markets.ToDictionary(m => m.Name, StringComparer.Ordinal);
}
