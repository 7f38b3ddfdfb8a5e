using PortfolioPlatform.Risk.Backtests;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Backtests;

public sealed class BacktestTests
{
    [Fact]
    public void Kupiecs_test_equals_the_reference()
    {
        foreach (var row in Expected.GetProperty("kupiec").Rows())
        {
            var test = Backtest.Kupiec((int)row[0], (int)row[1], row[2]);
            Close(row[3], test.Statistic);
            Close(row[4], test.PValue);
        }
    }

    [Fact]
    public void Christoffersens_tests_equal_the_reference()
    {
        var expected = Expected.GetProperty("christoffersen");
        var hits = new bool[500];
        foreach (var at in expected.GetProperty("hits").Numbers()) hits[(int)at] = true;
        var test = Backtest.Of(hits, 0.95);
        Close(expected.GetProperty("independence").Numbers(), [test.Independence.Statistic, test.Independence.PValue]);
        Close(expected.GetProperty("conditional").Numbers(), [test.Conditional.Statistic, test.Conditional.PValue]);
    }

    [Theory]
    [InlineData(0, TrafficLight.Green)]
    [InlineData(4, TrafficLight.Green)]
    [InlineData(5, TrafficLight.Yellow)]
    [InlineData(9, TrafficLight.Yellow)]
    [InlineData(10, TrafficLight.Red)]
    public void A_year_of_250_days_at_99_percent_has_the_committees_zones(int exceptions, TrafficLight light)
    {
        Assert.Equal(light, Backtest.Light(250, exceptions, 0.99));
    }

    [Fact]
    public void A_loss_above_its_forecast_is_an_exception()
    {
        var test = Backtest.Of([-0.02, 0.01, -0.05, -0.01], [0.03, 0.03, 0.03, 0.01], 0.95);
        Assert.Equal((4, 1), (test.Observations, test.Exceptions));
        Assert.Throws<ArgumentException>(() => Backtest.Of([0.1], [0.1, 0.2], 0.95));
    }
}
