using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Prices;

namespace PortfolioPlatform.MarketData.Tests.Prices;

public sealed class MinuteBarsTests
{
    private static readonly DateTimeOffset Minute = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_minute_keeps_open_high_low_and_close()
    {
        var bars = new MinuteBars();
        foreach (var price in new[] { 10m, 14m, 9m, 11m }) Assert.Null(bars.Note([Price(price)], Minute.AddSeconds(10)));

        var ended = bars.Note([Price(12m)], Minute.AddMinutes(1));

        Assert.Equal(Minute, ended!.Value.Minute);
        Assert.Equal(new MinuteBar(new AssetId("btc"), 10m, 14m, 9m, 11m), Assert.Single(ended.Value.Bars));
    }

    [Fact]
    public void An_unpriced_asset_has_no_bar_rather_than_an_old_one()
    {
        var bars = new MinuteBars();
        bars.Note([Price(10m)], Minute);
        bars.Note([Price(null)], Minute.AddSeconds(30));

        Assert.Null(bars.Note([], Minute.AddMinutes(1)));
    }

    [Fact]
    public void A_price_that_did_not_move_keeps_its_last_close()
    {
        var bars = new MinuteBars();
        bars.Note([Price(10m)], Minute);
        bars.Note([], Minute.AddMinutes(1));

        var ended = bars.Note([], Minute.AddMinutes(2));

        Assert.Equal((Quantity)10m, Assert.Single(ended!.Value.Bars).Close);
    }

    private static PriceValue Price(decimal? usd) => new(new AssetId("btc"), usd, "kraken", Minute, usd is null ? "Error" : "ok", 1);
}
