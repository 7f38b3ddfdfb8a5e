using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>The first four moments of a series.</summary>
/// <param name="Count">Observations.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Square root of the variance.</param>
/// <param name="Skewness">Third standardised moment; NaN when all observations are equal.</param>
/// <param name="ExcessKurtosis">Fourth standardised moment minus 3; NaN when all observations are equal.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Moments(int Count, double Mean, double StandardDeviation, double Skewness, double ExcessKurtosis)
{
    /// <summary>Estimates by one of three rules. Source: D. N. Joanes, C. A. Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998).</summary>
    public static Moments Of(ReadOnlySpan<double> xs, MomentRule rule = MomentRule.Sample)
    {
        var mean = System.Numerics.Tensors.TensorPrimitives.Sum(xs) / xs.Length;
        double m2 = 0, m3 = 0, m4 = 0;
        foreach (var x in xs)
        {
            double d = x - mean, square = d * d;
            (m2, m3, m4) = (m2 + square, m3 + (square * d), m4 + (square * square));
        }

        return Of(xs.Length, mean, m2 / xs.Length, m3 / xs.Length, m4 / xs.Length, rule);
    }

    /// <summary>Estimates from central moments with divisor n.</summary>
    public static Moments Of(int count, double mean, double m2, double m3, double m4, MomentRule rule)
    {
        double n = count, skewness = m3 / Math.Pow(m2, 1.5), excess = (m4 / (m2 * m2)) - 3;
        var (scale3, scale4, shift4) = Correction(n, rule);
        var variance = rule == MomentRule.Population ? m2 : m2 * n / (n - 1);
        return new(count, mean, Math.Sqrt(variance), m2 > 0 ? skewness * scale3 : double.NaN, m2 > 0 ? (excess * scale4) + shift4 : double.NaN);
    }

    /// <summary>Skewness = g₁·first; excess kurtosis = g₂·second + third.</summary>
    internal static (double Scale3, double Scale4, double Shift4) Correction(double n, MomentRule rule)
    {
        var shrink = (n - 1) / n;
        return rule switch
        {
            MomentRule.Population => (1, 1, 0),
            MomentRule.Standardised => (Math.Pow(shrink, 1.5), shrink * shrink, 3 * ((shrink * shrink) - 1)),
            _ => (Math.Sqrt(n * (n - 1)) / (n - 2), (n - 1) * (n + 1) / ((n - 2) * (n - 3)), 6 * (n - 1) / ((n - 2) * (n - 3))),
        };
    }
}
