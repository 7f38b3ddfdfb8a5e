namespace PortfolioPlatform.Risk.Numerics;

/// <summary>Roots of functions of one variable.</summary>
public static class Root
{
    /// <summary>The root between two points of opposite sign, or null when they have the same. Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), ch. 4.</summary>
    public static double? Between(Func<double, double> f, double a, double b, double tolerance = 1e-15)
    {
        double fa = f(a), fb = f(b);
        if (fa == 0) return a;
        if (fb == 0) return b;
        if (!(fa * fb < 0)) return null;
        double c = a, fc = fa, step = b - a, previous = step;
        for (var i = 0; i < 300; i++)
        {
            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            var limit = (2 * 2.22e-16 * Math.Abs(b)) + (0.5 * tolerance);
            var half = 0.5 * (c - b);
            if (Math.Abs(half) <= limit || fb == 0) return b;
            (step, previous) = Next(a, b, c, fa, fb, fc, half, limit, step, previous);
            (a, fa) = (b, fb);
            b += Math.Abs(step) > limit ? step : Math.CopySign(limit, half);
            fb = f(b);
            if (fb * fc > 0) (c, fc, step, previous) = (a, fa, b - a, b - a);
        }

        return b;
    }

    // Inverse quadratic interpolation or the secant, unless bisection is safer.
    private static (double Step, double Previous) Next(double a, double b, double c, double fa, double fb, double fc, double half, double limit, double step, double previous)
    {
        if (Math.Abs(previous) < limit || Math.Abs(fa) <= Math.Abs(fb)) return (half, half);
        double p, q, s = fb / fa;
        if (a == c) (p, q) = (2 * half * s, 1 - s);
        else
        {
            double r = fb / fc, t = fa / fc;
            p = s * ((2 * half * t * (t - r)) - ((b - a) * (r - 1)));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        if (p > 0) q = -q;
        p = Math.Abs(p);
        return 2 * p < Math.Min((3 * half * q) - Math.Abs(limit * q), Math.Abs(previous * q)) ? (p / q, step) : (half, half);
    }
}
