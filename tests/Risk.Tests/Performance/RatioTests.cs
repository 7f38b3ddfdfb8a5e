using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Performance;

public sealed class RatioTests
{
    private static readonly double[] Book = PortfolioReturns.Of(References.Returns, Weights);

    [Fact]
    public void Ratios_and_drawdown_equal_the_reference()
    {
        var expected = Expected.GetProperty("performance");
        Close(expected.GetProperty("maxDrawdown").GetDouble(), Drawdown.Deepest(Book).Depth);
        Close(expected.GetProperty("sharpe").GetDouble(), Ratios.Sharpe(Book));
        Close(expected.GetProperty("sortino").GetDouble(), Ratios.Sortino(Book));
        Close(expected.GetProperty("calmar").GetDouble(), Ratios.Calmar(Book));
        Close(expected.GetProperty("omega").GetDouble(), Ratios.Omega(Book));
    }

    [Fact]
    public void A_drawdown_knows_its_peak_its_trough_and_its_recovery()
    {
        var drawdown = Drawdown.Deepest([0.1, -0.5, 0.2, 0.9, -0.1]);
        Close(0.5, drawdown.Depth);
        Assert.Equal((1, 2, (int?)4), (drawdown.Peak, drawdown.Trough, drawdown.Recovery));
        Assert.Null(Drawdown.Deepest([0.1, -0.5, 0.2]).Recovery);
        Assert.Equal([0, 0.5, 0.4], Drawdown.Path([0.1, -0.5, 0.2]).Select(d => Math.Round(d, 12)));
    }

    [Fact]
    public void Without_risk_below_the_line_a_ratio_is_undefined()
    {
        Assert.True(double.IsNaN(Ratios.Sharpe([0.01, 0.01, 0.01])) || Ratios.Sharpe([0.01, 0.01, 0.01]) > 1e9);
        Assert.True(double.IsNaN(Ratios.Sortino([0.01, 0.02])));
        Assert.True(double.IsNaN(Ratios.Calmar([0.01, 0.02])));
        Assert.True(double.IsNaN(Ratios.Omega([0.01, 0.02])));
    }

    [Fact]
    public void Periods_of_a_year_come_from_the_dates()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(8760, Annualisation.PeriodsPerYear([.. Enumerable.Range(0, 5).Select(h => start.AddHours(h))]), 9);
        Assert.Equal(365, Annualisation.PeriodsPerYear([start, start.AddDays(1), start.AddDays(2), start.AddDays(5)]), 9);
        Assert.Equal(365, Annualisation.PeriodsPerYear(null), 9);
    }
}
