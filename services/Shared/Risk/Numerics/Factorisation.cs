using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace PortfolioPlatform.Risk.Numerics;

/// <summary>Factorisations of symmetric matrices.</summary>
public static class Factorisation
{
    /// <summary>Eigenvalues in rising order, and the eigenvectors as rows in the same order.</summary>
    public static (double[] Roots, double[][] Vectors) Eigen(SquareMatrix matrix)
    {
        var parts = new DenseMatrix(matrix.Size, matrix.Size, matrix.Cells.ToArray()).Evd(Symmetricity.Symmetric);
        return ([.. parts.EigenValues.Select(e => e.Real)], [.. parts.EigenVectors.EnumerateColumns().Select(c => c.ToArray())]);
    }

    /// <summary>The lower triangle L with L·Lᵀ = matrix. A pivot that is zero to rounding, as two assets that move alike give, makes a zero column; a negative one is refused.</summary>
    public static SquareMatrix? Cholesky(SquareMatrix matrix)
    {
        var lower = new SquareMatrix(matrix.Size);
        for (var j = 0; j < matrix.Size; j++)
        {
            var rowJ = lower.Row(j)[..j];
            var pivot = matrix[j, j] - Dot(rowJ, rowJ);
            var tolerance = 1e-12 * Math.Abs(matrix[j, j]);
            if (pivot < -tolerance) return null;
            var root = pivot <= tolerance ? 0 : Math.Sqrt(pivot);
            lower[j, j] = root;
            for (var i = j + 1; i < matrix.Size && root > 0; i++) lower[i, j] = (matrix[i, j] - Dot(lower.Row(i)[..j], rowJ)) / root;
        }

        return lower;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => a.IsEmpty ? 0 : System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
