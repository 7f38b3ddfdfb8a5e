using System.Runtime.InteropServices;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Backtests;

/// <summary>A likelihood ratio and how often chance alone exceeds it.</summary>
/// <param name="Statistic">Twice the difference of log likelihoods, χ² distributed.</param>
/// <param name="PValue">Small: reject the model.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LikelihoodTest(double Statistic, double PValue)
{
    /// <summary>The tail of χ² with one or two degrees of freedom in closed form: 2Φ(−√x), exp(−x/2).</summary>
    internal static LikelihoodTest Of(double statistic, int degreesOfFreedom)
    {
        var x = Math.Max(0, statistic);
        return new(x, degreesOfFreedom == 1 ? 2 * NormalDistribution.Cumulative(-Math.Sqrt(x)) : Math.Exp(-x / 2));
    }
}
