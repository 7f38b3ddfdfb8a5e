using PortfolioPlatform.Risk.Numerics;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests;

public sealed class DistributionTests
{
    [Fact]
    public void The_normal_distribution_equals_scipys()
    {
        foreach (var row in Expected.GetProperty("normal").Rows())
        {
            Close(row[1], NormalDistribution.Density(row[0]));
            Close(row[2], NormalDistribution.Cumulative(row[0]));
        }

        foreach (var row in Expected.GetProperty("normalQuantile").Rows()) Close(row[1], NormalDistribution.Quantile(row[0]), 1e-12);
        Assert.Equal((0, 1), (NormalDistribution.Cumulative(-50), NormalDistribution.Cumulative(50)));
        Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (NormalDistribution.Quantile(0), NormalDistribution.Quantile(1)));
    }

    [Fact]
    public void The_student_distribution_equals_scipys()
    {
        foreach (var row in Expected.GetProperty("student").Rows())
        {
            Close(row[2], StudentDistribution.Density(row[0], row[1]));
            Close(row[3], StudentDistribution.Cumulative(row[0], row[1]));
        }

        foreach (var row in Expected.GetProperty("studentQuantile").Rows()) Close(row[2], StudentDistribution.Quantile(row[0], row[1]));
        Assert.Equal(NormalDistribution.Quantile(0.01), StudentDistribution.Quantile(0.01, double.PositiveInfinity));
        Assert.Equal(0, StudentDistribution.Quantile(0.5, 3));
    }

    [Fact]
    public void A_probability_outside_zero_and_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile(0.1, 0));
    }

    [Fact]
    public void The_nine_quantiles_equal_those_of_R()
    {
        var xs = References.Returns[0][..FromR.GetProperty("rows").GetInt32()];
        var probabilities = FromR.GetProperty("probs").Numbers();
        var types = FromR.GetProperty("types").Rows();
        for (var type = 1; type <= 9; type++)
        {
            for (var i = 0; i < probabilities.Length; i++) Close(types[type - 1][i], new QuantileRule(type).Of([.. xs], probabilities[i]));
        }
    }

    [Fact]
    public void Selection_finds_what_sorting_finds()
    {
        var random = new Random(5);
        for (var size = 1; size < 400; size += 7)
        {
            var items = Enumerable.Range(0, size).Select(_ => (double)random.Next(size)).ToArray();
            var sorted = items.Order().ToArray();
            for (var k = 0; k < size; k += 1 + (size / 9)) Assert.Equal(sorted[k], Selection.Nth([.. items], k));
        }
    }

    [Theory]
    [InlineData(8760, 1)]
    [InlineData(20_000, 7)]
    [InlineData(20_000, 20_000)]
    public void Selection_from_many_items_leaves_smaller_ones_before_and_greater_ones_after(int size, int different)
    {
        var random = new Random(size + different);
        double[] items = [.. Enumerable.Range(0, size).Select(_ => (double)random.Next(different))];
        var sorted = items.Order().ToArray();
        foreach (var k in (int[])[0, 1, size / 100, size / 2, size - 2, size - 1])
        {
            double[] found = [.. items];
            Assert.Equal(sorted[k], Selection.Nth(found, k));
            Assert.True(found[..k].All(x => x <= found[k]) && found[k..].All(x => x >= found[k]));
            Assert.Equal(sorted, found.Order());
        }
    }

    [Fact]
    public void A_root_is_found_between_signs_and_nowhere_else()
    {
        Close(Math.Sqrt(2), Root.Between(x => (x * x) - 2, 0, 5)!.Value, 1e-14);
        Close(0.7390851332151607, Root.Between(x => Math.Cos(x) - x, 0, 3)!.Value, 1e-14);
        Assert.Null(Root.Between(x => (x * x) + 1, -3, 3));
    }
}
