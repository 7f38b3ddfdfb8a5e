namespace PortfolioPlatform.MarketData.Tests.Prices;

public sealed class ConversionTests
{
    [Fact]
    [Trait("Pain", "39")]
    public void A_stablecoin_counts_at_market_not_at_par()
    {
        var market = new Market().Tick("kraken", "USDT/USD", 0.42m).Tick("binance", "BTC/USDT", 100_000m);

        Assert.Equal(0.42m, market.Usd("usdt"));
        Assert.Equal(42_000m, market.Usd("btc"));
        Assert.Equal("binance via usdt", market.Price("btc").Source);
    }

    [Fact]
    public void A_conversion_that_moves_moves_what_hangs_on_it()
    {
        var market = new Market().Tick("kraken", "USDT/USD", 1m).Tick("binance", "PEPE/USDT", 0.00001m);
        market.Engine.Sweep(market.Now);

        market.After(0.2).Tick("kraken", "USDT/USD", 0.99m);

        Assert.Equal(0.0000099m, market.Usd("pepe"));
    }

    [Fact]
    public void A_coin_quoted_only_in_bitcoin_goes_over_bitcoin()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 50_000m).Tick("bitfinex", "XMR/BTC", 0.003m);

        Assert.Equal(150m, market.Usd("xmr"));
        Assert.Equal("bitfinex via btc", market.Price("xmr").Source);
    }

    [Fact]
    public void Fiat_comes_from_its_market_against_the_dollar()
    {
        var market = new Market().Tick("kraken", "EUR/USD", 1.0875m).Tick("kraken", "BTC/EUR", 40_000m);

        Assert.Equal(1.0875m, market.Usd("fiat:eur"));
        Assert.Equal(43_500m, market.Usd("btc"));
    }

    [Fact]
    public void A_market_the_other_way_round_is_inverted()
    {
        var market = new Market().Tick("kraken", "USD/JPY", 160m);

        Assert.Equal(0.00625m, market.Usd("fiat:jpy"));
    }

    [Fact]
    public void A_stablecoin_without_a_dollar_market_is_implied_by_bitcoin()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 50_000m).Tick("binance", "BTC/USDC", 50_100m);
        market.Engine.Sweep(market.Now);

        Assert.Equal(0.998003992016m, market.Usd("usdc"));
    }

    [Fact]
    public void A_price_never_hangs_on_itself()
    {
        var market = new Market().Tick("binance", "BTC/USDT", 50_000m).Tick("binance", "ETH/BTC", 0.05m);

        Assert.Null(market.Price("btc").Usd);
        Assert.Null(market.Price("usdt").Usd);
        Assert.Null(market.Price("eth").Usd);
    }

    [Fact]
    public void The_dollar_is_one_dollar()
    {
        Assert.Equal(1m, new Market().Usd("fiat:usd"));
    }

    [Theory]
    [InlineData("0.00000000123456789123456", "0.000000001234567891")]
    [InlineData("42600.1234567890123", "42600.1234568")]
    [InlineData("123456789012345.6", "123456789012346")]
    [InlineData("1.5000", "1.5")]
    [InlineData("0", "0")]
    public void A_computed_price_keeps_twelve_digits(string price, string expected)
    {
        var cut = MarketData.Prices.PriceGraph.Significant(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(expected, cut.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
