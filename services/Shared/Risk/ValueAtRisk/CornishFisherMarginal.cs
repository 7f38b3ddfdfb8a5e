using System.Numerics.Tensors;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>Marginal VaR of the Cornish–Fisher form through the co-moments. Source: K. Boudt, B. Peterson, C. Croux, "Estimation and decomposition of downside risk for portfolios with non-normal returns", J. Risk 11 (2008).</summary>
internal static class CornishFisherMarginal
{
    public static double[] Of(double[][] columns, double[] portfolio, double z, MomentRule rule, TimeScale scale)
    {
        var n = portfolio.Length;
        var deviations = new double[n];
        TensorPrimitives.Subtract(portfolio, TensorPrimitives.Sum<double>(portfolio) / n, deviations);
        double[] squares = Array.ConvertAll(deviations, d => d * d), cubes = Array.ConvertAll(deviations, d => d * d * d);
        double m2 = TensorPrimitives.Sum<double>(squares) / n, m3 = TensorPrimitives.Sum<double>(cubes) / n, m4 = TensorPrimitives.SumOfSquares<double>(squares) / n;
        var moments = Moments.Of(n, 0, m2, m3, m4, rule);
        return Array.ConvertAll(columns, c =>
        {
            var mean = TensorPrimitives.Sum<double>(c) / n;
            var slope2 = 2 * TensorPrimitives.Dot<double>(deviations, c) / n;
            var slope3 = 3 * ((TensorPrimitives.Dot<double>(squares, c) / n) - (m2 * mean));
            var slope4 = 4 * ((TensorPrimitives.Dot<double>(cubes, c) / n) - (m3 * mean));
            return Marginal(moments, mean, slope2 / m2, (slope3 / Math.Pow(m2, 1.5)) - (1.5 * m3 * slope2 / Math.Pow(m2, 2.5)), (slope4 / (m2 * m2)) - (2 * m4 * slope2 / (m2 * m2 * m2)), z, rule, scale);
        });
    }

    // Slopes: of the variance relative to it, of g₁ and of g₂.
    private static double Marginal(Moments moments, double mean, double relative2, double slopeG1, double slopeG2, double z, MomentRule rule, TimeScale scale)
    {
        var (scale3, scale4, _) = Moments.Correction(moments.Count, rule);
        double skewness = moments.Skewness * scale.Skewness, kurtosis = moments.ExcessKurtosis * scale.Kurtosis, cube = z * z * z;
        var quantile = ParametricVar.CornishFisherQuantile(z, skewness, kurtosis);
        var slopeSkewness = slopeG1 * scale3 * scale.Skewness;
        var slopeQuantile = (((z * z) - 1) * slopeSkewness / 6) + ((cube - (3 * z)) * slopeG2 * scale4 * scale.Kurtosis / 24) - (((2 * cube) - (5 * z)) * 2 * skewness * slopeSkewness / 36);
        var sd = moments.StandardDeviation * scale.Deviation;
        return -((mean * scale.Mean) + (0.5 * relative2 * sd * quantile) + (sd * slopeQuantile));
    }
}
