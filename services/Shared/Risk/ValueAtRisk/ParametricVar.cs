using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>Closed forms. Everywhere z = Φ⁻¹(1 − level), which is negative; losses are positive.</summary>
public static class ParametricVar
{
    /// <summary>VaR = −(μ + zσ), ES = −μ + σφ(z)/(1 − level). Source: A. J. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), examples 2.11 and 2.14.</summary>
    public static Tail Normal(double mean, double sd, double level)
    {
        var z = NormalDistribution.Quantile(1 - level);
        return new(-(mean + (z * sd)), -mean + (sd * NormalDistribution.Density(z) / (1 - level)));
    }

    /// <summary>Student's t with the given standard deviation, so scale σ√((ν − 2)/ν). Source: McNeil, Frey, Embrechts, examples 2.12 and 2.15.</summary>
    public static Tail Student(double mean, double sd, double degreesOfFreedom, double level)
    {
        var scale = double.IsPositiveInfinity(degreesOfFreedom) ? sd : sd * Math.Sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
        return StudentWithScale(mean, scale, degreesOfFreedom, level);
    }

    /// <summary>Student's t with location and scale.</summary>
    public static Tail StudentWithScale(double location, double scale, double degreesOfFreedom, double level)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom)) return Normal(location, scale, level);
        var q = StudentDistribution.Quantile(1 - level, degreesOfFreedom);
        var tail = StudentDistribution.Density(q, degreesOfFreedom) / (1 - level) * (degreesOfFreedom + (q * q)) / (degreesOfFreedom - 1);
        return new(-(location + (scale * q)), -location + (scale * tail));
    }

    /// <summary>The quantile corrected for skewness and kurtosis. Source: E. A. Cornish, R. A. Fisher, "Moments and cumulants in the specification of distributions", Rev. Int. Stat. Inst. 5 (1937); J.-P. Zangari, RiskMetrics Monitor Q2 1996.</summary>
    public static double CornishFisherQuantile(double z, double skewness, double excessKurtosis)
    {
        double square = z * z, cube = square * z;
        return z + ((square - 1) * skewness / 6) + ((cube - (3 * z)) * excessKurtosis / 24) - (((2 * cube) - (5 * z)) * skewness * skewness / 36);
    }

    /// <summary>VaR = −(μ + z′σ) with the Cornish–Fisher z′; ES is the mean of that quantile function beyond the level, in closed form:
    /// σφ(z)/(1 − level)·(1 + zS/6 + (z² − 1)K/24 − (2z² − 1)S²/36) − μ. Source: D. Maillard, "A user's guide to the Cornish Fisher expansion" (2012).</summary>
    public static Tail CornishFisher(double mean, double sd, double skewness, double excessKurtosis, double level)
    {
        var z = NormalDistribution.Quantile(1 - level);
        var quantile = CornishFisherQuantile(z, skewness, excessKurtosis);
        var mass = NormalDistribution.Density(z) / (1 - level);
        var stretch = 1 + (z * skewness / 6) + (((z * z) - 1) * excessKurtosis / 24) - (((2 * z * z) - 1) * skewness * skewness / 36);
        return new(-(mean + (quantile * sd)), -mean + (sd * mass * stretch));
    }
}
