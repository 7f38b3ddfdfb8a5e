using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Assets;

namespace PortfolioPlatform.MarketData.Tests.Assets;

public sealed class RegistryTests
{
    private static readonly AssetRegistry Registry = new(AssetSeed.Load());

    [Theory]
    [InlineData("binance", "LUNA", "2022-05-01", "luna-classic")]
    [InlineData("binance", "LUNA", "2022-06-01", "luna")]
    [InlineData("binance", "LUNC", "2022-06-01", "luna-classic")]
    [InlineData("binance", "BCC", "2018-01-01", "bch")]
    [InlineData("kraken", "XBT", "2020-01-01", "btc")]
    [InlineData("bitfinex", "MATIC", "2023-01-01", "matic")]
    [InlineData("huobi", "POL", "2025-01-01", "pol")]
    [InlineData("coinbase", "USD", "2025-01-01", "fiat:usd")]
    [Trait("Pain", "27")]
    [Trait("Pain", "28")]
    public void A_symbol_means_what_it_meant_on_its_day(string venue, string symbol, string day, string asset)
    {
        var at = DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(new AssetId(asset), Registry.Resolve(venue, symbol, at));
    }

    [Theory]
    [InlineData("binance", "NOSUCHCOIN", 2025)]
    [InlineData("bitfinex", "BCC", 2018)]
    [InlineData("kraken", "BTC", 2008)]
    public void A_symbol_without_a_row_is_unknown(string venue, string symbol, int year)
    {
        Assert.Null(Registry.Resolve(venue, symbol, new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Every_row_names_an_asset_that_exists()
    {
        var content = Registry.Content;

        Assert.True(content.Assets.Length >= 60);
        Assert.All(content.Aliases, a => Assert.True(Registry.Assets.ContainsKey(a.Asset), a.ToString()));
        Assert.All(content.Lineage, l => Assert.True(Registry.Assets.ContainsKey(l.From) && Registry.Assets.ContainsKey(l.To), l.ToString()));
        Assert.Equal(content.Assets.Length, content.Assets.Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public void A_change_holds_only_rows_that_differ_and_takes_none_away()
    {
        var now = Registry.Content;
        var renamed = now.Assets[0] with { Name = "Greenback" };
        var next = now with { Assets = [renamed, .. now.Assets.Skip(2)] };

        var change = RegistryChange.Between(now, next);

        Assert.Equal([renamed], change.Assets.AsEnumerable());
        Assert.Empty(change.Aliases);
        Assert.True(RegistryChange.Between(now, now).IsEmpty);
    }
}
