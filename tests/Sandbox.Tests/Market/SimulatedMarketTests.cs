using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Tests.Market;

public sealed class SimulatedMarketTests
{
    private static readonly DateTimeOffset Origin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SimulatedPrices _prices = new(11, Origin);

    [Fact]
    public void More_than_thirty_coins_and_several_quote_currencies_are_priced_at_any_time()
    {
        Assert.True(AssetCatalog.All.Values.Count(a => a.Class == AssetClass.Coin) > 30);
        Assert.All(AssetCatalog.All.Keys, a => Assert.True(_prices.UsdAt(a, Origin.AddDays(500.123)) > 0));
        Assert.Null(_prices.UsdAt("NOSUCH", Origin));
    }

    [Fact]
    public void Coins_move_with_the_market_but_not_as_one()
    {
        var (bitcoin, ether) = (Returns("BTC"), Returns("ETH"));
        var correlation = Correlation(bitcoin, ether);
        Assert.InRange(correlation, 0.5, 0.97);
        Assert.True(Correlation(bitcoin, Returns("EUR")) < 0.4);
    }

    [Fact]
    public void There_are_jumps_that_no_calm_day_explains()
    {
        var returns = AssetCatalog.All.Values.Where(a => a.Class == AssetClass.Coin).SelectMany(a => Returns(a.Symbol)).ToList();
        Assert.Contains(returns, r => Math.Abs(r) > 0.09);
        Assert.InRange(returns.Count(r => Math.Abs(r) > 0.09) / (double)returns.Count, 0.0001, 0.2);
    }

    [Fact]
    public void The_path_is_continuous_from_second_to_second()
    {
        var at = Origin.AddDays(100).AddHours(3);
        for (var second = 0; second < 300; second++)
        {
            var (a, b) = (_prices.UsdAt("BTC", at.AddSeconds(second))!.Value, _prices.UsdAt("BTC", at.AddSeconds(second + 1))!.Value);
            Assert.InRange(b / a, 0.995, 1.005);
        }
    }

    [Fact]
    public void One_stablecoin_loses_its_peg_once_and_finds_it_again_while_the_other_holds()
    {
        var hours = Enumerable.Range(0, 730 * 24).Select(h => Origin.AddHours(h)).ToList();
        var low = hours.Where(h => _prices.UsdAt("USDC", h) < 0.97).ToList();
        Assert.NotEmpty(low);
        Assert.True(low[^1] - low[0] < TimeSpan.FromDays(3));
        Assert.All(hours, h => Assert.InRange(_prices.UsdAt("USDT", h)!.Value, 0.99, 1.01));
        Assert.InRange(_prices.UsdAt("USDC", low[^1].AddDays(3))!.Value, 0.995, 1.005);
    }

    [Fact]
    public void A_published_price_is_on_its_tick_and_inside_bid_and_ask()
    {
        var board = new PriceBoard(11, _prices);
        foreach (var market in new[] { VenueMarket.Create("a", "BTC", "USD"), VenueMarket.Create("a", "PEPE", "USDT"), VenueMarket.Create("a", "ETH", "BTC") })
        {
            var (last, (bid, ask)) = (board.Last(market, Origin.AddDays(33)), board.Book(market, Origin.AddDays(33)));
            Assert.Equal(0, last % market.Tick);
            Assert.True(market.PriceDecimals + market.LotDecimals <= 8);
            Assert.True(bid < ask && bid <= last && last <= ask, $"{market.Name} {bid} {last} {ask}");
        }
    }

    [Fact]
    public void A_candle_spans_its_prices_and_ends_where_the_next_begins()
    {
        var board = new PriceBoard(11, _prices);
        var market = VenueMarket.Create("a", "BTC", "USD");
        var (open, hour, later) = (Origin.AddDays(40), TimeSpan.FromHours(1), Origin.AddDays(90));
        var (first, second) = (board.Candle(market, open, hour, later), board.Candle(market, open + hour, hour, later));
        Assert.Equal(first.Close, second.Open);
        Assert.True(first.Low <= Math.Min(first.Open, first.Close) && first.High >= Math.Max(first.Open, first.Close));
        Assert.Equal(board.Last(market, open.AddMinutes(20)), board.Candle(market, open, hour, open.AddMinutes(20)).Close);
    }

    [Fact]
    public void A_shock_multiplies_the_price_from_its_time_on_and_heals_if_told_so()
    {
        var board = new PriceBoard(11, _prices);
        var (before, at) = (board.UsdAt("SOL", Origin.AddDays(9)), Origin.AddDays(10));
        var calm = board.UsdAt("SOL", at.AddHours(1));
        board.Add(new MarketShock("SOL", at, at.AddHours(2), 0.5));
        Assert.Equal(before, board.UsdAt("SOL", Origin.AddDays(9)));
        Assert.Equal(calm * 0.5, board.UsdAt("SOL", at.AddHours(1)), 9);
        Assert.Equal(_prices.UsdAt("SOL", at.AddHours(3)), board.UsdAt("SOL", at.AddHours(3)));
    }

    private List<double> Returns(string asset) =>
        [.. Enumerable.Range(1, 700).Select(d => Math.Log(_prices.UsdAt(asset, Origin.AddDays(d))!.Value / _prices.UsdAt(asset, Origin.AddDays(d - 1))!.Value))];

    private static double Correlation(List<double> a, List<double> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var covariance = a.Zip(b).Sum(p => (p.First - meanA) * (p.Second - meanB));
        return covariance / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(x => (x - meanB) * (x - meanB)));
    }
}
