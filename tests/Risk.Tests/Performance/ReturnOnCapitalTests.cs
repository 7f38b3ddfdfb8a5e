using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.TermStructure;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Performance;

public sealed class ReturnOnCapitalTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_money_weighted_rate_equals_the_root_scipy_finds()
    {
        var expected = Expected.GetProperty("xirr");
        CashFlow[] flows = [.. expected.GetProperty("flows").Rows().Select(f => new CashFlow(Start.AddDays(f[0]), f[1]))];
        Close(expected.GetProperty("rate").GetDouble(), ReturnOnCapital.Xirr(flows)!.Value);
        Assert.Null(ReturnOnCapital.Xirr([new(Start, 100), new(Start.AddDays(10), 50)]));
    }

    [Fact]
    public void The_spreadsheets_example_gives_the_spreadsheets_rate()
    {
        // The documented example of XIRR: 37.336253351 %.
        (int Day, double Worth)[] flows = [(0, -10000), (60, 2750), (303, 4250), (411, 3250), (456, 2750)];
        Close(0.373362535, ReturnOnCapital.Xirr([.. flows.Select(f => new CashFlow(new DateTimeOffset(2008, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(f.Day), f.Worth))])!.Value, 1e-8);
    }

    [Fact]
    public void Deposits_do_not_change_a_time_weighted_return()
    {
        Valuation[] valuations = [new(Start, 100, 100), new(Start.AddDays(10), 210, 100), new(Start.AddDays(20), 105, 0)];
        Close((1.1 * 0.5) - 1, ReturnOnCapital.TimeWeighted(valuations));
        Assert.True(double.IsNaN(ReturnOnCapital.TimeWeighted([new(Start, -5, 0), new(Start.AddDays(1), 3, 0)])));
        Close(0.2, ReturnOnCapital.TimeWeighted([new(Start, 0, 0), new(Start.AddDays(1), 10, 10), new(Start.AddDays(2), 12, 0)]));
    }

    [Fact]
    public void Modified_dietz_weighs_a_flow_by_the_time_it_stayed()
    {
        Close(20.0 / 125, ReturnOnCapital.ModifiedDietz(100, 170, Start, Start.AddDays(30), [new(Start.AddDays(15), 50)]));
        Assert.True(double.IsNaN(ReturnOnCapital.ModifiedDietz(0, 1, Start, Start.AddDays(30), [])));
    }

    [Fact]
    public void A_benchmark_comparison_equals_the_reference()
    {
        var found = Benchmark.Of(PortfolioReturns.Of(References.Returns, Weights), References.Returns[0]);
        Close(Expected.GetProperty("benchmark").Numbers(), [found.Beta, found.Alpha, found.TrackingError, found.InformationRatio, found.Correlation]);
        Assert.Throws<ArgumentException>(() => Benchmark.Of([0.1], [0.1, 0.2]));
    }

    [Fact]
    public void Contributions_add_up_to_the_compounded_return()
    {
        double[][] parts = [[0.05, -0.02], [0.01, 0.03], [-0.04, 0.02]];
        Close((1.03 * 1.04 * 0.98) - 1, Contribution.Linked(parts).Sum());
        Assert.Empty(Contribution.Linked([]));
        Close(0.02, Contribution.Linked([[0.02, -0.02], [0, 0.02]])[0] + Contribution.Linked([[0.02, -0.02], [0, 0.02]])[1]);
    }

    [Fact]
    public void The_term_structure_equals_the_reference()
    {
        var points = VolatilityTermStructure.Of([.. References.Returns[0].Select(r => Math.Log(1 + r))], [1, 5, 400]);
        Assert.Equal([1, 5], points.Select(p => p.Periods));
        Close(1, points[0].VarianceRatio);
        Close(Expected.GetProperty("termStructure").Numbers(), [points[1].Volatility, points[1].VarianceRatio]);
    }
}
