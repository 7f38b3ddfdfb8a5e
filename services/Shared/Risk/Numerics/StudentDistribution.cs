using MathNet.Numerics;

namespace PortfolioPlatform.Risk.Numerics;

/// <summary>Student's t distribution with location 0 and scale 1; infinitely many degrees of freedom make it the normal one.</summary>
public static class StudentDistribution
{
    /// <summary>The density. Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2, ch. 28.</summary>
    public static double Density(double x, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.Density(x);
        var log = SpecialFunctions.GammaLn((degreesOfFreedom + 1) / 2) - SpecialFunctions.GammaLn(degreesOfFreedom / 2);
        return Math.Exp(log - ((degreesOfFreedom + 1) / 2 * Math.Log(1 + (x * x / degreesOfFreedom)))) / Math.Sqrt(degreesOfFreedom * Math.PI);
    }

    /// <summary>P(T ≤ x) through the regularised incomplete beta function.</summary>
    public static double Cumulative(double x, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.Cumulative(x);
        var tail = 0.5 * SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + (x * x)));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The p-quantile: the root of the distribution function, found by Newton's steps kept inside a bracket.</summary>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (degreesOfFreedom <= 0) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above zero.");
        if (double.IsPositiveInfinity(degreesOfFreedom) || p is 0 or 1) return NormalDistribution.Quantile(p);
        if (p == 0.5) return 0;
        return p < 0.5 ? LowerQuantile(p, degreesOfFreedom) : -LowerQuantile(1 - p, degreesOfFreedom);
    }

    private static double LowerQuantile(double p, double degreesOfFreedom)
    {
        double low = -1, high = 0;
        while (Cumulative(low, degreesOfFreedom) > p) (low, high) = (2 * low, low);
        var x = Math.Clamp(NormalDistribution.Quantile(p), low, high);
        for (var turn = 0; turn < 200; turn++)
        {
            var miss = Cumulative(x, degreesOfFreedom) - p;
            if (miss > 0) high = x;
            else low = x;
            var step = miss / Density(x, degreesOfFreedom);
            if (Math.Abs(step) <= 4e-16 * Math.Abs(x)) return x;
            var next = x - step;
            if (!(next > low && next < high)) next = 0.5 * (low + high);
            if (next == x) return x;
            x = next;
        }

        return x;
    }
}
