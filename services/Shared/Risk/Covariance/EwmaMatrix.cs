using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>The exponentially weighted matrix of a whole history, by any start.</summary>
public static class EwmaMatrix
{
    /// <summary>A weighted sum of rₜrₜᵀ; the weights are those of <see cref="EwmaVariance"/>, so that wᵀΣw is the variance of the book's own series.</summary>
    public static SquareMatrix Of(double[][] columns, double decay, EwmaStart start)
    {
        if (start == EwmaStart.FirstSquare) return EwmaCovariance.Of(columns, decay);
        var rows = columns[0].Length;
        var weights = Weights(rows, decay, start);
        var matrix = new SquareMatrix(columns.Length);
        var weighted = new double[rows];
        for (var i = 0; i < columns.Length; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply<double>(columns[i], weights, weighted);
            for (var j = i; j < columns.Length; j++) matrix[i, j] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(weighted, columns[j]);
        }

        return matrix.MirrorUpper();
    }

    private static double[] Weights(int rows, double decay, EwmaStart start)
    {
        var weights = new double[rows];
        for (var t = 0; t < rows; t++) weights[t] = (1 - decay) * Math.Pow(decay, rows - 1 - t);
        var rest = Math.Pow(decay, rows);
        for (var t = 0; t < rows; t++) weights[t] = start == EwmaStart.NormalisedWeights ? weights[t] / (1 - rest) : weights[t] + (rest / rows);
        return weights;
    }
}
