using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Repairs matrices that no data could have made: pairwise estimates, edited correlations.</summary>
public static class PositiveSemiDefinite
{
    /// <summary>The smallest eigenvalue; below zero, the matrix needs repair.</summary>
    public static double SmallestRoot(SquareMatrix matrix) => Factorisation.Eigen(matrix).Roots[0];

    /// <summary>The nearest positive semi-definite matrix in the Frobenius norm: negative eigenvalues become zero. Source: N. J. Higham, "Computing a nearest symmetric positive semidefinite matrix", Linear Algebra Appl. 103 (1988).</summary>
    public static SquareMatrix Project(SquareMatrix matrix)
    {
        var (roots, vectors) = Factorisation.Eigen(matrix);
        var projected = new SquareMatrix(matrix.Size);
        for (var k = 0; k < roots.Length; k++)
        {
            if (roots[k] <= 0) continue;
            for (var i = 0; i < matrix.Size; i++)
            {
                var row = projected.Row(i);
                TensorPrimitives.MultiplyAdd(vectors[k], roots[k] * vectors[k][i], row, row);
            }
        }

        return projected;
    }

    /// <summary>The nearest correlation matrix: alternating projections onto the two convex sets with Dykstra's correction. Source: N. J. Higham, "Computing the nearest correlation matrix", IMA J. Numerical Analysis 22 (2002).</summary>
    public static SquareMatrix NearestCorrelation(SquareMatrix matrix, double tolerance = 1e-12, int mostSteps = 1000)
    {
        var unit = matrix.Copy();
        var correction = new SquareMatrix(matrix.Size);
        for (var step = 0; step < mostSteps; step++)
        {
            var corrected = unit.Copy();
            TensorPrimitives.Subtract<double>(corrected.Cells, correction.Cells, corrected.Cells);
            var projected = Project(corrected);
            TensorPrimitives.Subtract<double>(projected.Cells, corrected.Cells, correction.Cells);
            for (var i = 0; i < matrix.Size; i++) projected[i, i] = 1;
            var moved = TensorPrimitives.Distance<double>(projected.Cells, unit.Cells);
            unit = projected;
            if (moved <= tolerance * TensorPrimitives.Norm<double>(unit.Cells)) break;
        }

        return unit;
    }

    /// <summary>The nearest covariance matrix with the same variances; the matrix itself when it needs no repair.</summary>
    public static SquareMatrix Repair(SquareMatrix covariance)
    {
        if (SmallestRoot(covariance) >= 0) return covariance;
        var repaired = NearestCorrelation(CorrelationMatrix.FromCovariance(covariance));
        for (var i = 0; i < covariance.Size; i++)
        {
            for (var j = 0; j < covariance.Size; j++) repaired[i, j] *= Math.Sqrt(covariance[i, i] * covariance[j, j]);
        }

        return repaired;
    }
}
