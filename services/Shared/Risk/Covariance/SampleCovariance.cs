using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Covariance of complete rows.</summary>
public static class SampleCovariance
{
    /// <summary>Σ(x − x̄)(y − ȳ)/(n − 1), or /n by the population rule.</summary>
    /// <param name="columns">One array of returns per asset.</param>
    /// <param name="rule">Divisor.</param>
    /// <param name="threads">Most threads to use; the result does not depend on it.</param>
    public static SquareMatrix Of(double[][] columns, MomentRule rule = MomentRule.Sample, int threads = 1)
    {
        var products = CrossProducts.About(columns, out _, threads);
        var rows = columns.Length == 0 ? 0 : columns[0].Length;
        TensorPrimitives.Divide(products.Cells, (double)(rule == MomentRule.Population ? rows : rows - 1), products.Cells);
        return products;
    }
}
