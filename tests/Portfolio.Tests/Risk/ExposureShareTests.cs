using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

public sealed class ExposureShareTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shares_are_told_by_asset_venue_chain_and_issuer()
    {
        var told = Told(Held("btc", "crypto", 40, "kraken"), Held("link", "crypto", 20, "binance"), Held("usdt", "stablecoin", 10, "kraken"), Held("usdc", "stablecoin", 5, "binance"), Held("eurc", "stablecoin", 5, "binance"), Held("fiat:usd", "fiat", 20, "kraken"));

        Assert.Equal(["BTC 40", "FIAT:USD 20", "LINK 20", "USDT 10", "EURC 5", "USDC 5"], Rows(told.Assets));
        Assert.Equal(["Kraken 70", "Binance 30"], Rows(told.Venues));
        Assert.Equal(["Bitcoin 40", "Ethereum 40"], Rows(told.Chains));
        Assert.Equal(["Circle 10", "Tether 10"], Rows(told.Issuers));
        var item = ConcentrationItem.Of(Guid.Empty, told);
        Assert.Equal(["Bitcoin", "Ethereum"], item.Chains.Select(c => c.Name));
        Assert.Equal(["Circle", "Tether"], item.Issuers.Select(c => c.Name));
    }

    [Fact]
    public void What_the_table_does_not_know_is_said_to_be_unknown_and_what_has_no_price_is_not_counted() =>
        Assert.Equal(["unknown 100"], Rows(Told(Held("odd", "unknown", 7, "kraken"), Held("btc", "crypto", null, "kraken")).Chains));

    [Fact]
    public void Every_coin_and_stablecoin_of_the_registry_has_a_chain_and_every_stablecoin_an_issuer()
    {
        var registry = Path.Combine(Root(), "services", "MarketData", "Assets", "assets.csv");
        var rows = File.ReadLines(registry).Skip(1).Select(l => l.Split(',')).Where(f => f[3] is "crypto" or "stablecoin").ToArray();

        Assert.True(rows.Length > 60);
        Assert.Empty(rows.Where(f => AssetHome.Find(new(f[0])) is not { } home || (f[3] == "stablecoin" && home.Issuer is null)).Select(f => f[0]));
    }

    private static ExposuresValue Told(params HeldAsset[] held) =>
        BookRisk.Exposures(CoveredBook.Of(new BookSnapshot(default, default, new("fiat:usd"), Now, [.. held]), PriceGrid.Ending(Now, TimeSpan.FromDays(1), 5)), new Stamp(1, 1), Now);

    private static HeldAsset Held(string asset, string kind, double? worth, string venue) =>
        new(new(asset), asset.ToUpperInvariant(), kind, worth, 1, true, new Places(new Dictionary<string, double> { [venue] = 1 }));

    private static IEnumerable<string> Rows(IEnumerable<ShareValue> shares) => shares.Select(s => FormattableString.Invariant($"{s.Name} {Math.Round(s.Share * 100, 9)}"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PortfolioPlatform.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
