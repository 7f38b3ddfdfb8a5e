using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.MonteCarlo;

public sealed class SimulationTests
{
    private static readonly SquareMatrix Covariance = SampleCovariance.Of(References.Returns);

    private static readonly SimulationModel Model = new()
    {
        Means = Array.ConvertAll(References.Returns, c => c.Average()),
        Deviations = [.. Enumerable.Range(0, 4).Select(i => Math.Sqrt(Covariance[i, i]))],
        Correlation = CorrelationMatrix.FromCovariance(Covariance),
        SortedHistory = Array.ConvertAll(References.Returns, c => c.Order().ToArray()),
    };

    [Theory]
    [InlineData(Copula.Gaussian, false)]
    [InlineData(Copula.Student, false)]
    [InlineData(Copula.Gaussian, true)]
    public void The_same_seed_gives_the_same_paths_to_the_bit_whatever_the_number_of_threads(Copula copula, bool exponential)
    {
        var model = Model with { Copula = copula, Exponential = exponential, Marginal = copula == Copula.Student ? Marginal.Student : Marginal.Normal };
        var one = Simulation.Run(model, Weights, 10_500, 7, threads: 1);
        var four = Simulation.Run(model, Weights, 10_500, 7, threads: 4);
        Assert.Equal(one.Profits, four.Profits);
        Assert.Equal(one.ComponentVar(0.95, 0.1), four.ComponentVar(0.95, 0.1));
        Assert.NotEqual(one.Profits, Simulation.Run(model, Weights, 10_500, 8).Profits);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_gaussian_simulation_holds_the_closed_form_within_its_bounds(ulong seed)
    {
        var simulation = Simulation.Run(Model, Weights, 400_000, seed, threads: 2);
        var mean = Weights.Zip(Model.Means, (w, m) => w * m).Sum();
        var exact = ParametricVar.Normal(mean, Math.Sqrt(Covariance.Form(Weights)), 0.99);
        var (low, high) = simulation.Bounds(0.99);
        Assert.InRange(exact.ValueAtRisk, low - ((high - low) / 2), high + ((high - low) / 2)); // Twice the 95 % interval: 3.9 standard errors.
        Close(exact.ExpectedShortfall, simulation.Tail(0.99, QuantileRule.Default, ShortfallRule.TailMean).ExpectedShortfall, 0.02);
        Close(mean, simulation.Profits.Average(), 1e-6); // Mirror images make the mean exact.
    }

    [Fact]
    public void Student_marginals_under_a_student_copula_are_one_student_distribution()
    {
        var simulation = Simulation.Run(Model with { Copula = Copula.Student, Marginal = Marginal.Student, DegreesOfFreedom = 5 }, Weights, 400_000, 4, threads: 2);
        var exact = ParametricVar.Student(Weights.Zip(Model.Means, (w, m) => w * m).Sum(), Math.Sqrt(Covariance.Form(Weights)), 5, 0.99);
        Close(exact.ValueAtRisk, simulation.Tail(0.99, QuantileRule.Default, ShortfallRule.TailMean).ValueAtRisk, 0.02);
    }

    [Fact]
    public void A_student_copula_keeps_the_marginals_and_fattens_the_books_tail()
    {
        double[] alone = [1, 0, 0, 0];
        var gaussian = Simulation.Run(Model, Weights, 40_000, 9, threads: 2);
        var student = Simulation.Run(Model with { Copula = Copula.Student, DegreesOfFreedom = 3 }, Weights, 40_000, 9, threads: 2);
        var single = Simulation.Run(Model with { Copula = Copula.Student, DegreesOfFreedom = 3 }, alone, 40_000, 9, threads: 2);
        Close(ParametricVar.Normal(Model.Means[0], Model.Deviations[0], 0.99).ValueAtRisk, single.Tail(0.99, QuantileRule.Default, default).ValueAtRisk, 0.06);
        Assert.True(student.Tail(0.999, QuantileRule.Default, default).ValueAtRisk > gaussian.Tail(0.999, QuantileRule.Default, default).ValueAtRisk * 0.95);
    }

    [Fact]
    public void Empirical_marginals_reproduce_the_assets_own_quantiles()
    {
        var simulation = Simulation.Run(Model with { Marginal = Marginal.Empirical, Copula = Copula.Student }, [0, 1, 0, 0], 60_000, 5, threads: 2);
        Close(HistoricalVar.Plain(References.Returns[1], 0.95, QuantileRule.Default).ValueAtRisk, simulation.Tail(0.95, QuantileRule.Default, default).ValueAtRisk, 0.05);
        var mixed = Simulation.Run(Model with { Marginal = Marginal.Student, Exponential = true }, [0, 1, 0, 0], 20_000, 5, threads: 2);
        Assert.InRange(mixed.Tail(0.95, QuantileRule.Default, default).ValueAtRisk, 0.01, 0.2);
    }

    [Fact]
    public void A_correlation_no_data_could_have_made_is_repaired_first()
    {
        var broken = SquareMatrix.Of(new[,] { { 1, 0.9, 0.7 }, { 0.9, 1, -0.9 }, { 0.7, -0.9, 1 } });
        var model = new SimulationModel { Means = new double[3], Deviations = [0.1, 0.1, 0.1], Correlation = broken };
        Assert.All(Simulation.Run(model, [0.2, 0.3, 0.5], 3000, 1).Profits, p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void Draws_are_normal()
    {
        var stream = new RandomStream(3, 0);
        var draws = new double[400_000];
        Ziggurat.Fill(ref stream, draws);
        var moments = Moments.Of(draws, MomentRule.Population);
        Assert.InRange(moments.Mean, -0.008, 0.008);
        Assert.InRange(moments.StandardDeviation, 0.994, 1.006);
        Assert.InRange(moments.Skewness, -0.02, 0.02);
        Assert.InRange(moments.ExcessKurtosis, -0.04, 0.04);
        foreach (var x in (double[])[-3.6, -3, -2, -1, 0, 1, 2, 3, 3.6])
        {
            double share = draws.Count(d => d <= x) / (double)draws.Length, p = NormalDistribution.Cumulative(x);
            Assert.InRange(share, p - (5 * Math.Sqrt(p * (1 - p) / draws.Length)), p + (5 * Math.Sqrt(p * (1 - p) / draws.Length)));
        }
    }
}
