namespace PortfolioPlatform.Risk.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.398942280401432677939946059934;
    private static readonly double RootThirtyTwo = Math.Sqrt(32);

    private static ReadOnlySpan<double> A => [2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249, .065682337918207449113];

    private static ReadOnlySpan<double> B => [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];

    private static ReadOnlySpan<double> C => [.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218, 1.0765576773720192317e-8];

    private static ReadOnlySpan<double> D => [22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727];

    private static ReadOnlySpan<double> P => [.21589853405795699, .1274011611602473639, .022235277649, .001421619193227893466, 2.9112874951168792e-5, .02307344176494017303];

    private static ReadOnlySpan<double> Q => [1.28426009614491121, .468238212480865118, .0659881378689285515, .00378239633202758244, 7.29751555083966205e-5];

    /// <summary>φ(x) = exp(−x²/2)/√(2π).</summary>
    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>Φ(x). Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), in the form of the specfun library's anorm.</summary>
    public static double Cumulative(double x)
    {
        var y = Math.Abs(x);
        if (double.IsNaN(x)) return double.NaN;
        if (y > 38.5) return x < 0 ? 0 : 1;
        if (y <= 0.67448975) return 0.5 + Middle(x);
        var tail = (y <= RootThirtyTwo ? Shoulder(y) : Far(y)) * SplitExponential(y);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>Φ⁻¹(p), infinite at 0 and 1. Source: M. J. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).</summary>
    public static double Quantile(double p)
    {
        if (double.IsNaN(p) || p is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        if (p is 0 or 1) return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425) return q * NormalQuantileSeries.Centre(0.180625 - (q * q));
        var r = Math.Sqrt(-Math.Log(Math.Min(p, 1 - p)));
        var x = r <= 5 ? NormalQuantileSeries.Shoulder(r - 1.6) : NormalQuantileSeries.Tail(r - 5);
        return q < 0 ? -x : x;
    }

    private static double Middle(double x)
    {
        var squared = x * x;
        double top = A[4] * squared, bottom = squared;
        for (var i = 0; i < 3; i++) (top, bottom) = ((top + A[i]) * squared, (bottom + B[i]) * squared);
        return x * (top + A[3]) / (bottom + B[3]);
    }

    private static double Shoulder(double y)
    {
        double top = C[8] * y, bottom = y;
        for (var i = 0; i < 7; i++) (top, bottom) = ((top + C[i]) * y, (bottom + D[i]) * y);
        return (top + C[7]) / (bottom + D[7]);
    }

    private static double Far(double y)
    {
        var inverse = 1 / (y * y);
        double top = P[5] * inverse, bottom = inverse;
        for (var i = 0; i < 4; i++) (top, bottom) = ((top + P[i]) * inverse, (bottom + Q[i]) * inverse);
        return (InverseRootTwoPi - (inverse * (top + P[4]) / (bottom + Q[4]))) / y;
    }

    // exp(−y²/2) in two factors, so that the square loses no digits.
    private static double SplitExponential(double y)
    {
        var whole = Math.Truncate(y * 16) / 16;
        return Math.Exp(-0.5 * whole * whole) * Math.Exp(-0.5 * (y - whole) * (y + whole));
    }
}
