using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.MarketData.Tests.Prices;

public sealed class StalenessTests
{
    [Fact]
    public void With_a_venue_dark_the_others_reprice_within_two_seconds()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m).Tick("coinbase", "BTC/USD", 100m);
        market.Engine.Sweep(market.Now);

        for (var i = 0; i < 4; i++) market.After(0.5).Tick("coinbase", "BTC/USD", 101m);

        Assert.Equal(101m, market.Usd("btc"));
        Assert.Equal("coinbase", market.Price("btc").Source);
    }

    [Fact]
    public void A_quiet_market_of_a_living_venue_still_counts()
    {
        var market = new Market().Tick("kraken", "XTZ/USD", 1m);

        for (var i = 0; i < 30; i++) market.After(1).Tick("kraken", "BTC/USD", 100m + i);

        Assert.Equal("ok", market.Price("xtz").State);
        Assert.Equal(Market.Start, market.Price("xtz").At);
    }

    [Fact]
    public void An_old_price_keeps_its_value_and_age_and_says_stale()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m).After(3_600);

        var price = market.Price("btc");

        Assert.Equal(100m, price.Usd);
        Assert.Equal(("stale", Market.Start), (price.State, price.At));
    }

    [Fact]
    [Trait("Pain", "35")]
    [Trait("Pain", "37")]
    public void No_price_is_told_with_its_reason_and_never_as_zero()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m).After(25 * 3_600);

        Assert.Equal((null, "NoDataAtTime"), (market.Price("btc").Usd, market.Price("btc").State));
        Assert.Equal((null, "NotListed"), (market.Price("ftt").Usd, market.Price("ftt").State));
    }

    [Theory]
    [InlineData("RateLimited")]
    [InlineData("Error")]
    [Trait("Pain", "35")]
    public void A_venue_that_refuses_is_the_reason_while_it_does(string state)
    {
        var market = new Market();
        market.Engine.Apply(new VenueFeedValue("kraken", state, null, market.Now));
        var refused = market.Price("sol").State;
        market.Engine.Apply(new VenueFeedValue("kraken", "live", null, market.Now));

        Assert.Equal(state, refused);
        Assert.Equal("NotListed", market.Price("sol").State);
    }

    [Fact]
    public void Versions_rise_with_each_change_and_an_unchanged_price_is_told_again_with_its_newer_age()
    {
        var market = new Market().Tick("kraken", "BTC/USD", 100m);
        var first = market.Price("btc").Version;
        market.Engine.Drain();

        market.After(1).Tick("kraken", "BTC/USD", 100m);
        Assert.DoesNotContain(market.Engine.Drain(), p => p.Asset.Value == "btc");
        market.After(5).Tick("kraken", "BTC/USD", 100m);

        Assert.Contains(market.Engine.Drain(), p => p.Asset.Value == "btc");
        Assert.Equal(first + 1, market.Price("btc").Version);
    }

    [Fact]
    public void A_price_travels_with_the_key_and_epoch_of_the_feed()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new Market().Tick("kraken", "BTC/USD", 100.50m).Price("btc"), LiveJson.Default.PriceValue);

        Assert.Contains("\"key\":\"btc\"", json, StringComparison.Ordinal);
        Assert.Contains("\"epoch\":1", json, StringComparison.Ordinal);
        Assert.Contains("\"usd\":\"100.5\"", json, StringComparison.Ordinal);
    }
}
