using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Covariance;

public sealed class CovarianceTests
{
    private static readonly double[][] Columns = References.Returns;

    [Fact]
    public void Sample_covariance_and_correlations_equal_numpys_and_Rs()
    {
        Close(Expected.GetProperty("covariance").Rows(), SampleCovariance.Of(Columns));
        var correlation = Expected.GetProperty("correlation");
        Close(correlation.GetProperty("pearson").Rows(), CorrelationMatrix.Pearson(Columns, threads: 2));
        Close(correlation.GetProperty("spearman").Rows(), CorrelationMatrix.Spearman(Columns));
        Close(correlation.GetProperty("kendall").Rows(), CorrelationMatrix.Kendall(Columns));
        Close(FromR.GetProperty("kendall").Rows(), CorrelationMatrix.Kendall(Columns));
        Close(FromR.GetProperty("spearman").Rows(), CorrelationMatrix.Spearman(Columns));
    }

    [Fact]
    public void Ties_share_ranks_in_both_rank_correlations()
    {
        double[][] tied = [[1, 2, 2, 3, 5, 5], [1, 1, 2, 2, 3, 1]];
        Close(0.42905816516051654, CorrelationMatrix.Spearman(tied)[0, 1]); // scipy.stats.spearmanr
        Close(0.41812100500354543, CorrelationMatrix.Kendall(tied)[0, 1]); // scipy.stats.kendalltau
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_matrix_is_the_same_to_the_bit_whatever_the_number_of_threads(int threads)
    {
        var columns = Simulated(23, 3001, 3);
        Assert.Equal(SampleCovariance.Of(columns).Cells, SampleCovariance.Of(columns, threads: threads).Cells);
        Assert.Equal(PairwiseCorrelation.Of(WithGaps(columns)).Cells, PairwiseCorrelation.Of(WithGaps(columns), threads: threads).Cells);
    }

    [Fact]
    public void Any_size_equals_the_definition()
    {
        foreach (var (assets, rows) in ((int, int)[])[(1, 2), (2, 5), (5, 256), (6, 257), (9, 1025), (11, 511)])
        {
            var columns = Simulated(assets, rows, 100);
            Close(Naive(columns), SampleCovariance.Of(columns), 1e-8);
        }
    }

    [Fact]
    public void Pairs_over_common_rows_equal_pandas()
    {
        var gappy = Expected.GetProperty("gappy").Rows();
        Close(Expected.GetProperty("pairwise").Rows(), PairwiseCorrelation.Of(gappy));
        Assert.Equal(CorrelationMatrix.Pearson(Columns).Cells, PairwiseCorrelation.Of(Columns).Cells);
        Assert.True(double.IsNaN(PairwiseCorrelation.Of(gappy, atLeast: 601)[0, 1]));
    }

    [Fact]
    public void The_exponentially_weighted_matrix_equals_the_recursion_in_numpy()
    {
        Close(Expected.GetProperty("ewma").Rows(), EwmaCovariance.Of(Columns));
        Close(Expected.GetProperty("ewmaNormalised").Rows(), EwmaMatrix.Of(Columns, 0.94, EwmaStart.NormalisedWeights));
        foreach (var start in Enum.GetValues<EwmaStart>()) Close(EwmaVariance.Of(Columns[1], 0.97, start), EwmaMatrix.Of(Columns, 0.97, start)[1, 1]);
    }

    [Fact]
    public void A_rolling_window_equals_its_covariance_after_every_bar()
    {
        var rolling = new RollingCovariance(4, 60);
        for (var t = 0; t < 400; t++)
        {
            rolling.Update([Columns[0][t], Columns[1][t], Columns[2][t], Columns[3][t]]);
            if (t < 5 || t % 37 != 0) continue;
            var window = Array.ConvertAll(Columns, c => c[Math.Max(0, t - 59)..(t + 1)]);
            Close(Naive(window), rolling.Covariance(), 1e-8);
        }

        Assert.Equal(60, rolling.Observations);
    }

    [Fact]
    public void Shrinkage_equals_the_published_formula()
    {
        var expected = Expected.GetProperty("ledoitWolf");
        var found = LedoitWolf.Of(Array.ConvertAll(Columns, c => c[..40]));
        Close(expected.GetProperty("shrinkage").GetDouble(), found.Shrinkage);
        Close(expected.GetProperty("covariance").Rows(), found.Covariance);
    }

    [Fact]
    public void The_nearest_correlation_equals_the_alternating_projections_in_numpy()
    {
        var expected = Expected.GetProperty("nearest");
        var broken = new SquareMatrix(3);
        for (var i = 0; i < 3; i++) expected.GetProperty("of").Rows()[i].CopyTo(broken.Row(i));
        Assert.True(PositiveSemiDefinite.SmallestRoot(broken) < -0.1);
        Close(expected.GetProperty("is").Rows(), PositiveSemiDefinite.NearestCorrelation(broken, 1e-15, 20000), 1e-8);
        Assert.True(PositiveSemiDefinite.SmallestRoot(PositiveSemiDefinite.Repair(broken)) > -1e-9);
        var good = SampleCovariance.Of(Columns);
        Assert.Same(good, PositiveSemiDefinite.Repair(good));
    }

    [Fact]
    public void A_column_that_never_moves_correlates_with_nothing()
    {
        var matrix = CorrelationMatrix.Pearson([[0.1, 0.2, 0.15], [0, 0, 0]]);
        Assert.True(double.IsNaN(matrix[0, 1]) && double.IsNaN(matrix[1, 1]));
        Assert.Equal(1, matrix[0, 0]);
    }

    [Fact]
    public void The_population_rule_divides_by_n()
    {
        Close(SampleCovariance.Of(Columns)[0, 1] * 599 / 600, SampleCovariance.Of(Columns, MomentRule.Population)[0, 1]);
    }

    private static double[][] Simulated(int assets, int rows, double mean)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, assets).Select(_ => Enumerable.Range(0, rows).Select(_ => mean + random.NextDouble()).ToArray())];
    }

    private static double[][] WithGaps(double[][] columns) => Array.ConvertAll(columns, c => c.Select((x, t) => (t * 7 % 11) == 3 ? double.NaN : x).ToArray());

    private static double[][] Naive(double[][] columns) => Array.ConvertAll(columns, a => Array.ConvertAll(columns, b => a.Zip(b, (x, y) => (x - a.Average()) * (y - b.Average())).Sum() / (a.Length - 1)));
}
