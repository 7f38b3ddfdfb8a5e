using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>Value at risk and expected shortfall of an empirical distribution.</summary>
public static class HistoricalVar
{
    /// <summary>All returns alike; selects, does not sort. Source: P. Jorion, Value at Risk (2007), ch. 10.</summary>
    public static Tail Plain(ReadOnlySpan<double> returns, double level, QuantileRule quantile, ShortfallRule shortfall = ShortfallRule.TailMean)
    {
        var scratch = System.Buffers.ArrayPool<double>.Shared.Rent(returns.Length);
        var items = scratch.AsSpan(0, returns.Length);
        returns.CopyTo(items);
        var q = quantile.Of(items, 1 - level);
        var es = shortfall == ShortfallRule.TailMean ? TailMean(items, q) : Integral(items, 1 - level);
        System.Buffers.ArrayPool<double>.Shared.Return(scratch);
        return new(-q, -es);
    }

    /// <summary>Weights fall by <paramref name="decay"/> a period; VaR is the return at which the weights of the worst ones reach 1 − level.</summary>
    public static Tail AgeWeighted(ReadOnlySpan<double> returns, double level, double decay)
    {
        var sorted = returns.ToArray();
        var weights = AgeWeights(sorted.Length, decay);
        Array.Sort(sorted, weights);
        double tail = 1 - level, mass = 0, sum = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (mass + weights[i] >= tail || i == sorted.Length - 1) return new(-sorted[i], -(sum + ((tail - mass) * sorted[i])) / tail);
            mass += weights[i];
            sum += weights[i] * sorted[i];
        }

        return new(double.NaN, double.NaN);
    }

    /// <summary>Every return times σ(next)/σ(then), with exponentially weighted volatilities that start at the mean square.</summary>
    public static double[] Filtered(ReadOnlySpan<double> returns, double decay)
    {
        var forecasts = EwmaVariance.Forecasts(returns, decay);
        var filtered = new double[returns.Length];
        for (var i = 0; i < filtered.Length; i++) filtered[i] = forecasts[i] > 0 ? returns[i] * Math.Sqrt(forecasts[^1] / forecasts[i]) : 0;
        return filtered;
    }

    /// <summary>Sums of <paramref name="periods"/> returns in a row, one starting at every period.</summary>
    public static double[] Overlapping(ReadOnlySpan<double> returns, int periods)
    {
        var sums = new double[Math.Max(0, returns.Length - periods + 1)];
        for (var i = 0; i < sums.Length; i++) sums[i] = TensorPrimitives.Sum(returns.Slice(i, periods));
        return sums;
    }

    private static double[] AgeWeights(int count, double decay)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++) weights[i] = Math.Pow(decay, count - 1 - i);
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<double>(weights), weights);
        return weights;
    }

    private static double TailMean(ReadOnlySpan<double> items, double q)
    {
        double sum = 0, seen = 0;
        foreach (var x in items)
        {
            if (x <= q) (sum, seen) = (sum + x, seen + 1);
        }

        return sum / seen;
    }

    private static double Integral(Span<double> items, double tail)
    {
        var mass = tail * items.Length;
        var whole = Math.Min((int)Math.Floor(mass + 1e-9), items.Length - 1);
        var last = Selection.Nth(items, whole);
        return (TensorPrimitives.Sum<double>(items[..whole]) + (Math.Max(0, mass - whole) * last)) / mass;
    }
}
