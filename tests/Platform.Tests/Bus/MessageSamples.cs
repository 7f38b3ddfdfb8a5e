using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Tests.Bus;

/// <summary>One message of each type with every member set.</summary>
internal static class MessageSamples
{
    private static readonly DateTimeOffset Time = new(2024, 1, 17, 12, 30, 0, 123, 456, TimeSpan.Zero);
    private static readonly TenantId Tenant = DemoTenant.Tenant;
    private static readonly AccountId Account = DemoTenant.Account("kraken");
    private static readonly Guid Page = DerivedId.Of("golden", "page");
    private static readonly AssetId Asset = AssetId.Unknown("kraken", "XXBT");

    public static IReadOnlyList<IMessage> All { get; } =
    [
        new AccountChanged(Tenant, Account, DemoTenant.Holding, "kraken", "Kraken", Removed: false),
        new TenantSignedUp(Tenant, "Halden Capital"),
        new PageProblemFound(Tenant, Account, Page, "UNKNOWN_KIND", "L1", "kind 'foo' is not known"),
        new AssetRegistryPublished(
            7,
            [new AssetRow(Asset, "BTC", "Bitcoin", "crypto", 8)],
            [new AssetAliasRow("kraken", "XBT", Time, Asset)],
            [new AssetLineageRow(Asset, AssetId.Unknown("kraken", "NEW"), Time, Quantity.Parse("1.5"), "migration")]),
        new BalancesReported(Tenant, Account, "kraken", Time, HistoryComplete: true, [new BalanceFact("XXBT", "BTC", "spot", Quantity.Parse("1.23456789"), Quantity.Parse("1.2"))]),
        new DerivativesReported(
            Tenant, Account, "binance", Time,
            [
                new DerivativeFact("BTCUSDT:LONG", "BTCUSDT", "Perpetual", "BTC", "USDT", "USDT", Quantity.Parse("0.5"), Quantity.Parse("42000.1"), Quantity.Parse("42100"))
                {
                    IsInverse = true, Leverage = Quantity.Parse("10"), IsIsolated = true, IsolatedWallet = Quantity.Parse("2100"), LiquidationPrice = Quantity.Parse("38000"), PriceStep = Quantity.Parse("0.1"),
                    Tiers = [new MarginTierFact(Quantity.Parse("50000"), Quantity.Parse("0.01"), Quantity.Parse("250"))], Updated = Time,
                    Option = new OptionFact(true, Quantity.Parse("60000"), Time.AddDays(30), Quantity.Parse("62000"), Quantity.Parse("0.6")),
                },
            ],
            [new CollateralFact("USDT", Quantity.Parse("5000"), Quantity.Parse("2900")) { Equity = Quantity.Parse("5100"), Maintenance = Quantity.Parse("120"), SoldOptionShare = Quantity.Parse("0.075") }]),
        new CandlesRecorded("kraken", "XBT/USD", "BTC", "USD", TimeSpan.FromHours(1), [new CandleFact(Time, Quantity.Parse("42000.10")) { Volume = Quantity.Parse("1250.5") }]),
        new ReferencePricesRecorded([Asset], Time, Time.AddHours(1)),
        new TransactionsRecorded(Tenant, Account, "kraken", Page, new string('a', 64), 3, [Transaction()]),
    ];

    private static TransactionFact Transaction() => new(
        "L1", "ledgers", Time, TransactionKind.Trade, TransactionStatus.Completed, 5,
        [
            new LegFact("XXBT", "BTC", Quantity.Parse("-0.100000000000000001"), LegRole.Principal),
            new LegFact("ZUSD", "USD", Quantity.Parse("4200.01"), LegRole.Principal),
            new LegFact("ZUSD", "USD", Quantity.Parse("-1.05"), LegRole.Fee),
        ])
    {
        Reference = "O1", Market = "XBT/USD", TxHash = "ff", Address = "bc1q", Network = "bitcoin", Flags = ["margin"],
    };
}
