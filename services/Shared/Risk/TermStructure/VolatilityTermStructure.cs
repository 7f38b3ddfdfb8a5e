using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.TermStructure;

/// <summary>Volatility by horizon.</summary>
/// <param name="Periods">Horizon.</param>
/// <param name="Volatility">Of a year.</param>
/// <param name="VarianceRatio">Variance of the horizon over that of one period times its length: 1 for independent returns, above for trends, below for reversals.</param>
public sealed record VolatilityTermStructure(int Periods, double Volatility, double VarianceRatio)
{
    /// <summary>From overlapping sums of log returns with the unbiased divisor. Source: A. Lo, C. MacKinlay, "Stock market prices do not follow random walks", Rev. Financial Studies 1 (1988). A horizon with fewer than two disjoint windows is left out.</summary>
    public static IReadOnlyList<VolatilityTermStructure> Of(double[] logReturns, IEnumerable<int> horizons, double periodsPerYear = Annualisation.Days)
    {
        double n = logReturns.Length, mean = logReturns.Average();
        var single = logReturns.Sum(r => (r - mean) * (r - mean)) / (n - 1);
        var points = new List<VolatilityTermStructure>();
        foreach (var q in horizons.Where(q => q >= 1 && 2 * q <= logReturns.Length))
        {
            var sums = HistoricalVar.Overlapping(logReturns, q);
            var divisor = q * (n - q + 1) * (1 - (q / n));
            var perPeriod = sums.Sum(s => (s - (q * mean)) * (s - (q * mean))) / divisor;
            points.Add(new(q, Math.Sqrt(perPeriod * periodsPerYear), perPeriod / single));
        }

        return points;
    }
}
