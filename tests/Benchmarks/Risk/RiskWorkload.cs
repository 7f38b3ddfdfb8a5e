using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;

namespace PortfolioPlatform.Benchmarks.Risk;

/// <summary>Made-up returns with five common factors, the same on every machine.</summary>
internal static class RiskWorkload
{
    public static double[][] Returns(int assets, int rows)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var factors = Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, rows).Select(_ => Normal() * 0.01).ToArray()).ToArray();
        return [.. Enumerable.Range(0, assets).Select(_ =>
        {
            double[] loads = [Normal(), Normal(), Normal(), Normal(), Normal()];
            return Enumerable.Range(0, rows).Select(t => (Normal() * 0.02) + loads.Select((l, k) => l * factors[k][t]).Sum()).ToArray();
        })];
    }

    public static double[][] WithGaps(double[][] returns)
    {
        var random = new Random(2);
        return Array.ConvertAll(returns, c => Array.ConvertAll(c, r => random.Next(20) == 0 ? double.NaN : r));
    }

    public static double[] Weights(int assets, int seed = 3)
    {
        var random = new Random(seed);
        var weights = Enumerable.Range(0, assets).Select(_ => random.NextDouble()).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    public static SimulationModel Model(double[][] returns)
    {
        var covariance = SampleCovariance.Of(returns);
        return new()
        {
            Means = new double[returns.Length],
            Deviations = [.. Enumerable.Range(0, returns.Length).Select(i => Math.Sqrt(covariance[i, i]))],
            Correlation = CorrelationMatrix.FromCovariance(covariance),
            Exponential = true,
        };
    }
}
