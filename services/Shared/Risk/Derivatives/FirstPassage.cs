using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>How likely a level is touched in time.</summary>
public static class FirstPassage
{
    /// <summary>Probability that a geometric Brownian motion touches the barrier within the horizon: Φ((b − νt)/σ√t) + e^(2νb/σ²)·Φ((b + νt)/σ√t) with b = ln(barrier/spot) below zero and ν = drift − σ²/2; above, mirrored. Source: J. M. Harrison, Brownian Motion and Stochastic Flow Systems (1985), ch. 1.8.</summary>
    /// <param name="spot">Now.</param>
    /// <param name="barrier">Such as a liquidation price.</param>
    /// <param name="volatility">Of a year.</param>
    /// <param name="years">Horizon.</param>
    /// <param name="drift">Expected return of a year, continuous.</param>
    public static double Probability(double spot, double barrier, double volatility, double years, double drift = 0)
    {
        if (spot == barrier) return 1;
        var deviation = volatility * Math.Sqrt(years);
        var side = barrier < spot ? 1 : -1;
        double distance = side * Math.Log(barrier / spot), trend = side * (drift - (0.5 * volatility * volatility)) * years;
        if (!(deviation > 0)) return side * drift * years <= distance ? 1 : 0;
        var reflected = NormalDistribution.Cumulative((distance + trend) / deviation);
        var mirror = reflected == 0 ? 0 : Math.Exp(2 * trend * distance / (deviation * deviation)) * reflected;
        return Math.Min(1, NormalDistribution.Cumulative((distance - trend) / deviation) + mirror);
    }
}
