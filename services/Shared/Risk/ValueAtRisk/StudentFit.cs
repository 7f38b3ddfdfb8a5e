using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.ValueAtRisk;

/// <summary>A Student distribution fitted to returns.</summary>
/// <param name="Location">Its centre.</param>
/// <param name="Scale">Its scale, which is not its standard deviation.</param>
/// <param name="DegreesOfFreedom">Infinite: normal.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StudentFit(double Location, double Scale, double DegreesOfFreedom)
{
    /// <summary>Degrees of freedom that give the observed excess kurtosis K: 4 + 6/K; infinite when there is no excess.</summary>
    public static double FromKurtosis(double excessKurtosis) => excessKurtosis > 0 ? 4 + (6 / excessKurtosis) : double.PositiveInfinity;

    /// <summary>Maximum likelihood. Source: C. Liu, D. Rubin, "ML estimation of the t distribution using EM and its extensions, ECM and ECME", Statistica Sinica 5 (1995).</summary>
    public static StudentFit MaximumLikelihood(double[] returns)
    {
        var moments = Moments.Of(returns);
        double location = moments.Mean, scale = moments.StandardDeviation, freedom = 5;
        for (var step = 0; step < 2000; step++)
        {
            var (nextLocation, nextScale) = Weighted(returns, location, scale, freedom);
            var next = Freedom(returns, nextLocation, nextScale);
            var moved = Math.Abs(nextLocation - location) + Math.Abs(nextScale - scale) + (Math.Abs(next - freedom) / freedom * scale);
            (location, scale, freedom) = (nextLocation, nextScale, next);
            if (moved < 1e-8 * scale) break;
        }

        return new(location, scale, freedom >= 1e6 ? double.PositiveInfinity : freedom);
    }

    private static (double Location, double Scale) Weighted(double[] returns, double location, double scale, double freedom)
    {
        double weights = 0, sum = 0, squares = 0;
        foreach (var r in returns)
        {
            var d = (r - location) / scale;
            var w = (freedom + 1) / (freedom + (d * d));
            (weights, sum) = (weights + w, sum + (w * r));
        }

        var centre = sum / weights;
        foreach (var r in returns)
        {
            var d = (r - location) / scale;
            squares += (freedom + 1) / (freedom + (d * d)) * (r - centre) * (r - centre);
        }

        return (centre, Math.Sqrt(squares / returns.Length));
    }

    // The likelihood has one peak in the logarithm of ν: golden section.
    private static double Freedom(double[] returns, double location, double scale)
    {
        const double Golden = 0.6180339887498949;
        double low = Math.Log(0.2), high = Math.Log(1e6);
        while (high - low > 1e-9)
        {
            double a = high - (Golden * (high - low)), b = low + (Golden * (high - low));
            if (LogLikelihood(returns, location, scale, Math.Exp(a)) > LogLikelihood(returns, location, scale, Math.Exp(b))) high = b;
            else low = a;
        }

        return Math.Exp(0.5 * (low + high));
    }

    private static double LogLikelihood(double[] returns, double location, double scale, double freedom)
    {
        var constant = MathNet.Numerics.SpecialFunctions.GammaLn((freedom + 1) / 2) - MathNet.Numerics.SpecialFunctions.GammaLn(freedom / 2) - (0.5 * Math.Log(freedom * Math.PI)) - Math.Log(scale);
        double sum = 0;
        foreach (var r in returns)
        {
            var d = (r - location) / scale;
            sum += Math.Log(1 + (d * d / freedom));
        }

        return (returns.Length * constant) - ((freedom + 1) / 2 * sum);
    }
}
