namespace PortfolioPlatform.MarketData.Tests.Prices;

public sealed class ConsolidationTests
{
    [Fact]
    public void One_market_in_dollars_is_the_price()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 42_600.12m);

        var price = market.Price("btc");

        Assert.Equal(42_600.12m, price.Usd);
        Assert.Equal(("ok", "kraken", Market.Start), (price.State, price.Source, price.At));
    }

    [Fact]
    public void A_tick_reprices_its_asset_at_once_without_waiting_for_a_sweep()
    {
        var market = new Market();
        market.Engine.Sweep(market.Now);

        market.Tick("kraken", "ETH/USD", 2_500m);

        Assert.Equal(2_500m, market.Usd("eth", sweep: false));
    }

    [Fact]
    [Trait("Pain", "38")]
    public void A_venue_far_from_the_others_is_left_out()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m).Tick("coinbase", "BTC/USD", 100.2m).Tick("bitfinex", "BTC/USD", 137m);

        Assert.Equal(100.1m, market.Usd("btc"));
        Assert.Equal("median of 2", market.Price("btc").Source);
    }

    [Fact]
    public void Of_two_that_disagree_the_one_near_the_last_price_is_believed()
    {
        var market = new Market().Tick("kraken", "SOL/USD", 100m).Tick("coinbase", "SOL/USD", 100m);
        market.Engine.Sweep(market.Now);

        market.After(0.5).Tick("coinbase", "SOL/USD", 112m);

        Assert.Equal(100m, market.Usd("sol"));
        Assert.Equal("kraken", market.Price("sol").Source);
    }

    [Fact]
    [Trait("Pain", "34")]
    public void A_single_source_that_jumps_is_held_until_it_stays()
    {
        var market = new Market().Tick("bitfinex", "LEO/USD", 4m);
        market.Engine.Sweep(market.Now);

        market.After(1).Tick("bitfinex", "LEO/USD", 40m);
        var held = market.Price("leo");
        market.After(11).Tick("bitfinex", "LEO/USD", 41m);

        Assert.Equal((4m, "stale"), ((decimal)4, held.State));
        Assert.Equal(4m, held.Usd);
        Assert.Contains("held", held.Source, StringComparison.Ordinal);
        Assert.Equal(41m, market.Usd("leo"));
        Assert.Equal("ok", market.Price("leo").State);
    }

    [Fact]
    public void A_spike_that_goes_away_was_never_shown()
    {
        var market = new Market().Tick("bitfinex", "LEO/USD", 4m);
        market.Engine.Sweep(market.Now);

        market.After(1).Tick("bitfinex", "LEO/USD", 0.01m);
        market.Engine.Sweep(market.Now);
        market.After(1).Tick("bitfinex", "LEO/USD", 4.01m);

        Assert.Equal(4.01m, market.Usd("leo"));
        Assert.Equal("ok", market.Price("leo").State);
    }

    [Fact]
    public void A_late_or_repeated_tick_does_not_turn_the_price_back()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m).After(2).Tick("kraken", "BTC/USD", 101m).Tick("kraken", "BTC/USD", 100m, TimeSpan.FromSeconds(1.5));

        Assert.Equal(101m, market.Usd("btc"));
    }

    [Fact]
    public void A_time_from_the_future_counts_as_now()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m, TimeSpan.FromMinutes(-10)).After(1).Tick("kraken", "BTC/USD", 101m);

        Assert.Equal(101m, market.Usd("btc"));
        Assert.Equal(market.Now, market.Price("btc").At);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_price_that_is_none_is_ignored(int price)
    {
        var market = new Market().Tick("kraken", "BTC/USD", price);

        Assert.Null(market.Price("btc").Usd);
    }
}
