using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>Factors from one period to the horizon.</summary>
/// <param name="Mean">Of the mean.</param>
/// <param name="Deviation">Of the standard deviation.</param>
/// <param name="Skewness">Of the skewness.</param>
/// <param name="Kurtosis">Of the excess kurtosis.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimeScale(double Mean, double Deviation, double Skewness, double Kurtosis)
{
    /// <summary>The factors of a horizon; all one when the returns already span it.</summary>
    public static TimeScale Of(double horizon, TimeScaling scaling) => scaling switch
    {
        TimeScaling.Overlapping => new(1, 1, 1, 1),
        TimeScaling.Cumulants => new(horizon, Math.Sqrt(horizon), 1 / Math.Sqrt(horizon), 1 / horizon),
        _ => new(horizon, Math.Sqrt(horizon), 1, 1),
    };
}
