using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Pearson's correlation of columns with gaps: each pair over the rows both have, as pandas' <c>DataFrame.corr</c>. Such a matrix may need <see cref="PositiveSemiDefinite"/>.</summary>
public static class PairwiseCorrelation
{
    /// <summary>The matrix; a pair with fewer than <paramref name="atLeast"/> common rows is NaN.</summary>
    public static SquareMatrix Of(double[][] columns, int atLeast = 2, int threads = 1)
    {
        if (!Array.Exists(columns, c => Array.Exists(c, double.IsNaN))) return CorrelationMatrix.Pearson(columns, threads);
        var sums = PairwiseSums.Of(columns, threads);
        var matrix = new SquareMatrix(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = i; j < columns.Length; j++) matrix[i, j] = sums.Counts[i, j] < atLeast ? double.NaN : Correlation(sums, i, j);
        }

        return matrix.MirrorUpper();
    }

    private static double Correlation(PairwiseSums sums, int i, int j)
    {
        var n = sums.Counts[i, j];
        var both = sums.Products[i, j] - (sums.Firsts[i, j] * sums.Firsts[j, i] / n);
        var left = sums.Squares[i, j] - (sums.Firsts[i, j] * sums.Firsts[i, j] / n);
        var right = sums.Squares[j, i] - (sums.Firsts[j, i] * sums.Firsts[j, i] / n);
        if (!(left > 0 && right > 0)) return double.NaN;
        return i == j ? 1 : Math.Clamp(both / Math.Sqrt(left * right), -1, 1);
    }
}
