namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>Gamma draws. Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM Trans. Math. Software 26 (2000).</summary>
internal static class GammaDraw
{
    public static double ChiSquared(ref RandomStream stream, double degreesOfFreedom)
    {
        var shape = degreesOfFreedom / 2;
        return shape >= 1 ? 2 * Gamma(ref stream, shape) : 2 * Gamma(ref stream, shape + 1) * Math.Pow(stream.Uniform(), 1 / shape);
    }

    private static double Gamma(ref RandomStream stream, double shape)
    {
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        Span<double> normal = stackalloc double[1];
        while (true)
        {
            Ziggurat.Fill(ref stream, normal);
            var root = 1 + (c * normal[0]);
            if (root <= 0) continue;
            var v = root * root * root;
            if (Math.Log(stream.Uniform()) < (0.5 * normal[0] * normal[0]) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
