using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Correlation matrices; a column that never changes correlates with nothing: NaN, as in numpy.</summary>
public static class CorrelationMatrix
{
    /// <summary>Pearson's correlation of complete rows.</summary>
    public static SquareMatrix Pearson(double[][] columns, int threads = 1) => FromCovariance(CrossProducts.About(columns, out _, threads));

    /// <summary>Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank.</summary>
    public static SquareMatrix Spearman(double[][] columns, int threads = 1) => Pearson(Array.ConvertAll(columns, c => Ranks.Of(c)), threads);

    /// <summary>Kendall's τ_b.</summary>
    public static SquareMatrix Kendall(double[][] columns)
    {
        var matrix = SquareMatrix.Identity(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = i + 1; j < columns.Length; j++) matrix[i, j] = KendallTau.Of(columns[i], columns[j]);
        }

        return matrix.MirrorUpper();
    }

    /// <summary>cov(i, j)/√(var(i)·var(j)).</summary>
    public static SquareMatrix FromCovariance(SquareMatrix covariance)
    {
        var matrix = new SquareMatrix(covariance.Size);
        var roots = new double[covariance.Size];
        for (var i = 0; i < roots.Length; i++) roots[i] = covariance[i, i] > 0 ? 1 / Math.Sqrt(covariance[i, i]) : double.NaN;
        for (var i = 0; i < roots.Length; i++)
        {
            var row = matrix.Row(i);
            TensorPrimitives.Multiply<double>(covariance.Row(i), roots, row);
            TensorPrimitives.Multiply(row, roots[i], row);
            TensorPrimitives.Min(row, 1, row);
            TensorPrimitives.Max(row, -1, row);
            if (!double.IsNaN(roots[i])) matrix[i, i] = 1;
        }

        return matrix;
    }
}
