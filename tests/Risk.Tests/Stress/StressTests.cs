using PortfolioPlatform.Risk.Concentration;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Liquidity;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Stress;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Stress;

public sealed class StressTests
{
    private static readonly Exposure[] Book = [new("BTC", "kraken", 600), new("XYZ", "binance", 300), new("USDC", "binance", 100, IsStablecoin: true)];

    [Fact]
    public void A_scenario_names_some_assets_and_moves_the_rest_by_their_beta()
    {
        var scenario = Scenario.Of("crash", -0.4, ("BTC", -0.3));
        Close([-180, -300 * 0.4 * 1.5, 0], StressTest.Profits(Book, scenario, new Dictionary<string, double> { ["XYZ"] = 1.5 }));
        Close(0.3, StressTest.Loss(Book, scenario));
        Close(0.3, StressTest.Profits([new("Z", "v", -1)], Scenario.Of("crash", -0.3))[0]); // A short gains.
        Assert.True(double.IsNaN(StressTest.Loss([], scenario)));
    }

    [Fact]
    public void A_failed_venue_keeps_what_is_held_there()
    {
        Close(0.4, StressTest.Loss(Book, Scenario.VenueFailure("binance")));
        Close(0.3, StressTest.Loss(Book, Scenario.VenueFailure("binance", recovery: 0.25)));
        Close(1e-300, StressTest.Loss([new("BTC", "binance", -5), new("BTC", "kraken", 10)], Scenario.VenueFailure("binance")) + 1e-300);
    }

    [Fact]
    public void A_depeg_touches_the_stablecoin_alone()
    {
        Close(0.012, StressTest.Loss(Book, Scenario.Depeg("USDC", 0.88)));
    }

    [Fact]
    public void Factor_shocks_become_asset_shocks_and_stop_at_nothing()
    {
        var scenario = StressTest.FromFactors("two factors", new Dictionary<string, double[]> { ["BTC"] = [1, 0.5], ["XYZ"] = [3, 1] }, [-0.3, -0.2]);
        Close(-0.4, scenario.Shocks["BTC"]);
        Assert.Equal(-1, scenario.Shocks["XYZ"]);
    }

    [Fact]
    public void The_five_crises_of_the_table_hurt_and_none_takes_more_than_all()
    {
        Assert.Equal(5, HistoricalScenarios.All.Count);
        Assert.All(HistoricalScenarios.All, s => Assert.InRange(StressTest.Loss([new("BTC", "a", 50), new("USDC", "a", 50, true)], s), 0.05, 1));
        Assert.All(HistoricalScenarios.All.SelectMany(s => s.Shocks.Values), s => Assert.InRange(s, -1, 0.05));
    }

    [Fact]
    public void Concentration_counts_effective_parts_by_any_key()
    {
        var figures = ConcentrationFigures.Of(Book.Select(e => KeyValuePair.Create(e.Venue, e.Worth)));
        Close(0.52, figures.Hhi);
        Close(1 / 0.52, figures.EffectiveCount);
        Assert.Equal("kraken", figures.Largest[0].Key);
        Close(4, ConcentrationFigures.Of("abcd".Select(c => KeyValuePair.Create(c.ToString(), -2.0))).EffectiveCount);
        Assert.True(double.IsNaN(ConcentrationFigures.Of([]).Hhi));
    }

    [Fact]
    public void Effective_bets_equal_the_reference_and_count_independent_bets()
    {
        Close(Expected.GetProperty("effectiveBets").GetDouble(), ConcentrationFigures.EffectiveBets(Weights, SampleCovariance.Of(References.Returns)));
        Close(3, ConcentrationFigures.EffectiveBets([1, 0.5, 0.25], SquareMatrix.Of(new double[,] { { 1, 0, 0 }, { 0, 4, 0 }, { 0, 0, 16 } })));
    }

    [Fact]
    public void Getting_out_costs_the_spread_the_depth_and_the_time()
    {
        Close(0.05 + (0.5 * (0.002 + 0.003)), LiquidityAdjustedVar.WithSpread(0.05, 0.002, 0.001));
        Close(0.1, LiquidityAdjustedVar.OverLiquidation(0.1, 1));
        Close(0.1 * Math.Sqrt(11.0 * 21 / 60), LiquidityAdjustedVar.OverLiquidation(0.1, 10));
        Assert.Equal(5, LiquidityAdjustedVar.Periods(50, 100));
        Assert.Equal(int.MaxValue, LiquidityAdjustedVar.Periods(50, 0));
        var (cost, filled) = LiquidityAdjustedVar.SellInto(3, 100, [(99, 1), (98, 1), (90, 5)]);
        Close(1 - ((99 + 98 + 90) / 300.0), cost);
        Close(1, filled);
        Close(0.5, LiquidityAdjustedVar.SellInto(4, 100, [(99, 2)]).Filled);
        Assert.True(double.IsNaN(LiquidityAdjustedVar.SellInto(4, 100, []).Slippage));
    }

    [Fact]
    public void Closing_goes_into_the_side_it_must_and_what_the_book_does_not_take_is_counted_at_its_last_level()
    {
        Close([0.07, 1], Both(LiquidityAdjustedVar.CloseInto(2, 100, [(95, 1), (91, 5)])));
        Close([0.07, 1], Both(LiquidityAdjustedVar.CloseInto(-2, 100, [(105, 1), (109, 5)])));
        Close([1 - ((95 + (91 * 3)) / 400.0), 0.5], Both(LiquidityAdjustedVar.CloseInto(4, 100, [(95, 1), (91, 1)])));
        Close([0, 1], Both(LiquidityAdjustedVar.CloseInto(0, 100, [])));
        Assert.True(double.IsNaN(LiquidityAdjustedVar.CloseInto(1, 100, []).Slippage));

        static double[] Both((double Slippage, double Filled) closed) => [closed.Slippage, closed.Filled];
    }

    [Fact]
    public void Stretched_exposures_give_the_value_at_risk_of_each_sold_over_its_own_time()
    {
        var covariance = SampleCovariance.Of(References.Returns);
        double[] means = [0.001, 0.002, -0.001, 0], all = [.. Weights.Select(w => w * LiquidityAdjustedVar.Stretch(9))];

        Close(PortfolioPlatform.Risk.ValueAtRisk.ParametricVar.Normal(means.Zip(Weights, (m, w) => m * w).Sum(), Math.Sqrt(covariance.Form(Weights)), 0.99).ValueAtRisk, LiquidityAdjustedVar.Stretched(Weights, Weights, means, covariance, 0.99));
        // All sold over the same time, without a mean, it is Jorion's factor.
        Close(LiquidityAdjustedVar.OverLiquidation(LiquidityAdjustedVar.Stretched(Weights, Weights, [0, 0, 0, 0], covariance, 0.99), 9), LiquidityAdjustedVar.Stretched(Weights, all, [0, 0, 0, 0], covariance, 0.99));
        Close(1, LiquidityAdjustedVar.Stretch(1));
    }
}
