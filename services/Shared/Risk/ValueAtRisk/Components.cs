using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>Value at risk by asset. VaR is homogeneous of degree one in the weights, so wᵢ·∂VaR/∂wᵢ add up to it. Source: D. Tasche, "Risk contributions and performance measurement" (1999); P. Jorion, Value at Risk (2007), ch. 7.</summary>
public static class Components
{
    /// <summary>wᵢ·marginalᵢ.</summary>
    public static double[] FromMarginal(ReadOnlySpan<double> marginal, ReadOnlySpan<double> weights)
    {
        var components = new double[weights.Length];
        TensorPrimitives.Multiply(marginal, weights, components);
        return components;
    }

    /// <summary>Marginal VaR where VaR = −(w·μ + q√(wᵀΣw)): −(μᵢ + q(Σw)ᵢ/σ).</summary>
    public static double[] EllipticMarginal(ReadOnlySpan<double> weights, ReadOnlySpan<double> means, SquareMatrix covariance, double quantile)
    {
        var slope = covariance.Times(weights);
        var sd = Math.Sqrt(TensorPrimitives.Dot<double>(slope, weights));
        for (var i = 0; i < slope.Length; i++) slope[i] = -(means[i] + (sd > 0 ? quantile * slope[i] / sd : 0));
        return slope;
    }

    /// <summary>Marginal VaR of an empirical quantile: minus the asset's own return in the scenario, or between the two scenarios, at which the book's quantile stands.</summary>
    public static double[] ScenarioMarginal(double[][] columns, ReadOnlySpan<double> portfolio, double level, QuantileRule quantile)
    {
        var sorted = portfolio.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var (lower, fraction) = quantile.Place(sorted.Length, 1 - level);
        int below = order[lower], above = order[Math.Min(lower + 1, order.Length - 1)];
        return Array.ConvertAll(columns, c => -(c[below] + (fraction * (c[above] - c[below]))));
    }

    /// <summary>Incremental VaR: what the book's VaR loses when a position is closed, its weight going to cash.</summary>
    public static double[] Incremental(ReadOnlySpan<double> weights, Func<double[], double> valueAtRisk)
    {
        var total = valueAtRisk(weights.ToArray());
        var increments = new double[weights.Length];
        for (var i = 0; i < increments.Length; i++)
        {
            var without = weights.ToArray();
            without[i] = 0;
            increments[i] = total - valueAtRisk(without);
        }

        return increments;
    }
}
