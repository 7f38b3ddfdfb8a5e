using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Sample covariance (divisor n) drawn towards a multiple of the unit matrix. Source: O. Ledoit, M. Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", J. Multivariate Analysis 88 (2004); same convention as scikit-learn.</summary>
/// <param name="Covariance">The shrunk matrix.</param>
/// <param name="Shrinkage">Weight of the target, 0 to 1.</param>
public sealed record LedoitWolf(SquareMatrix Covariance, double Shrinkage)
{
    /// <summary>Estimates both from complete rows.</summary>
    public static LedoitWolf Of(double[][] columns, int threads = 1)
    {
        double rows = columns[0].Length, count = columns.Length;
        var sample = CrossProducts.About(columns, out var means, threads);
        TensorPrimitives.Divide(sample.Cells, rows, sample.Cells);
        double trace = 0;
        for (var i = 0; i < columns.Length; i++) trace += sample[i, i];
        double middle = trace / count, squares = TensorPrimitives.SumOfSquares<double>(sample.Cells);
        var distance = (squares - (2 * middle * trace) + (count * middle * middle)) / count;
        var noise = Math.Min(((FourthMoments(columns, means) / rows) - squares) / (count * rows), distance);
        var shrinkage = distance == 0 ? 0 : noise / distance;
        TensorPrimitives.Multiply(sample.Cells, 1 - shrinkage, sample.Cells);
        for (var i = 0; i < columns.Length; i++) sample[i, i] += shrinkage * middle;
        return new(sample, shrinkage);
    }

    // Σₜ (Σᵢ xₜᵢ²)²: the sum of all products of squares.
    private static double FourthMoments(double[][] columns, double[] means)
    {
        var lengths = new double[columns[0].Length];
        var scratch = new double[lengths.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            TensorPrimitives.Subtract(columns[i], means[i], scratch);
            TensorPrimitives.MultiplyAdd<double>(scratch, scratch, lengths, lengths);
        }

        return TensorPrimitives.SumOfSquares<double>(lengths);
    }
}
