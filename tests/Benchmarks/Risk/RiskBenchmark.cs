using System.Diagnostics;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Derivatives;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Benchmarks.Risk;

/// <summary>The risk mathematics on the sizes of docs/benchmarks.md; each figure is the median after a warm-up, and the best.</summary>
internal static class RiskBenchmark
{
    private const int Assets = 200, Hours = 8760, Threads = 2;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var returns = RiskWorkload.Returns(Assets, Hours);
        foreach (var (what, (median, best)) in Figures(returns)) await Console.Out.WriteLineAsync(FormattableString.Invariant($"{what}: {median:F4} ms, best {best:F4} ms"));
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }

    private static IEnumerable<(string What, (double Median, double Best) Milliseconds)> Figures(double[][] returns)
    {
        yield return ("correlation 200 x 8760, 1 thread", Median(40, () => CorrelationMatrix.Pearson(returns)));
        yield return ("correlation 200 x 8760, 2 threads", Median(40, () => CorrelationMatrix.Pearson(returns, Threads)));
        var gappy = RiskWorkload.WithGaps(returns);
        yield return ("correlation 200 x 8760 with gaps, pairwise, 2 threads", Median(10, () => PairwiseCorrelation.Of(gappy, threads: Threads)));
        yield return ("EWMA matrix of 200 assets, one bar", Ewma(returns));
        var weights = RiskWorkload.Weights(Assets);
        var book = PortfolioReturns.Of(returns, weights);
        yield return ("historical VaR + ES of one series of 8760", Median(200, () => HistoricalVar.Plain(book, 0.99, QuantileRule.Default)));
        yield return ("historical VaR + ES of one book of 200 x 8760", Median(100, () => HistoricalVar.Plain(PortfolioReturns.Of(returns, weights, Threads), 0.99, QuantileRule.Default)));
        var model = RiskWorkload.Model(Array.ConvertAll(returns[..50], c => c[..365]));
        var fifty = RiskWorkload.Weights(50);
        yield return ("Monte Carlo 1,000,000 x 50, exp revaluation, 1 thread", Median(3, () => Simulate(model, fifty, 1)));
        yield return ("Monte Carlo 1,000,000 x 50, exp revaluation, 2 threads", Median(5, () => Simulate(model, fifty, Threads)));
        yield return ("parametric VaR of 10,000 books of 30 assets", Parametric(SampleCovariance.Of(returns[..30])));
        yield return ("worth and Greeks of 100,000 options", Greeks());
    }

    private static void Simulate(SimulationModel model, double[] weights, int threads) => Simulation.Run(model, weights, 1_000_000, 7, threads).Tail(0.99, QuantileRule.Default, ShortfallRule.TailMean);

    private static (double Median, double Best) Ewma(double[][] returns)
    {
        var bars = Enumerable.Range(0, Hours).Select(t => Array.ConvertAll(returns, c => c[t])).ToArray();
        var (median, best) = Median(5, () =>
        {
            var ewma = new EwmaCovariance(Assets);
            foreach (var bar in bars) ewma.Update(bar);
        });
        return (median / Hours, best / Hours);
    }

    private static (double Median, double Best) Parametric(SquareMatrix covariance)
    {
        var books = Enumerable.Range(0, 10_000).Select(i => RiskWorkload.Weights(30, i)).ToArray();
        return Median(10, () =>
        {
            foreach (var weights in books) ParametricVar.Normal(0, Math.Sqrt(covariance.Form(weights)), 0.99);
        });
    }

    private static (double Median, double Best) Greeks()
    {
        var options = Enumerable.Range(0, 100_000).Select(i => OptionTerms.OnForward(i % 2 == 0, 50_000, 30_000 + (0.4 * i), 0.01 + (i % 100 * 0.01), 0.3 + (i % 7 * 0.1), 0.03)).ToArray();
        var greeks = new Greeks[options.Length];
        return Median(20, () => BlackScholes.Of(options, greeks));
    }

    private static (double Median, double Best) Median(int repetitions, Action work)
    {
        for (var i = 0; i < Math.Min(repetitions, 30); i++) work();
        var times = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[repetitions / 2], times[0]);
    }
}
