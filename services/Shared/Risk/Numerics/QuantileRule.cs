namespace PortfolioPlatform.Risk.Numerics;

/// <summary>How an empirical quantile lies between two order statistics: the nine types of R. Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).</summary>
/// <param name="Type">1 to 9; 7 is the default of numpy, pandas and R.</param>
public readonly record struct QuantileRule(int Type)
{
    /// <summary>Linear interpolation between (n − 1)p: numpy's, pandas' and R's default.</summary>
    public static QuantileRule Default { get; } = new(7);

    /// <summary>The lower order statistic (from 0) and the weight of the one above it.</summary>
    public (int Lower, double Fraction) Place(int count, double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        const double Fuzz = 4 * 2.220446049250313e-16;
        var place = (count * p) + Shift(p);
        var whole = Math.Floor(place + Fuzz);
        var rest = place - whole;
        if (Math.Abs(rest) < Fuzz * Math.Max(1, Math.Abs(place))) rest = 0;
        var fraction = Type switch
        {
            1 => rest > 0 ? 1 : 0,
            2 => rest > 0 ? 1 : 0.5,
            3 => rest > 0 || (long)whole % 2 != 0 ? 1 : 0,
            _ => rest,
        };
        var lower = (int)whole - 1;
        if (lower < 0) return (0, 0);
        return lower >= count - 1 ? (count - 1, 0) : (lower, fraction);
    }

    /// <summary>The quantile of items in any order; the items are reordered.</summary>
    public double Of(Span<double> items, double p)
    {
        var (lower, fraction) = Place(items.Length, p);
        var below = Selection.Nth(items, lower);
        if (fraction == 0) return below;
        var above = System.Numerics.Tensors.TensorPrimitives.Min<double>(items[(lower + 1)..]);
        return below + (fraction * (above - below));
    }

    private double Shift(double p) => Type switch
    {
        1 or 2 or 4 => 0,
        3 => -0.5,
        5 => 0.5,
        6 => p,
        7 => 1 - p,
        8 => (p + 1) / 3,
        9 => (p / 4) + 0.375,
        _ => throw new InvalidOperationException($"There is no quantile type {Type}."),
    };
}
