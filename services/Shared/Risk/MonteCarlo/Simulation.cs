using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>Profits of a book on simulated paths. Source: P. Glasserman, Monte Carlo Methods in Financial Engineering (2003), ch. 4.2 and 9.</summary>
public sealed class Simulation
{
    private readonly SimulationModel _model;
    private readonly SquareMatrix _factor;
    private readonly ulong _seed;
    private readonly int _threads;
    private readonly double[] _weights;

    private Simulation(SimulationModel model, double[] weights, int paths, ulong seed, int threads)
    {
        (_model, _weights, _seed, _threads) = (model, weights, seed, threads);
        _factor = Factorisation.Cholesky(model.Correlation) ?? Factorisation.Cholesky(Lift(PositiveSemiDefinite.NearestCorrelation(model.Correlation)))!;
        Profits = new double[paths];
    }

    /// <summary>The book's profit on every path, as a fraction of its value.</summary>
    public double[] Profits { get; }

    /// <summary>Simulates. The result depends on the seed and the number of paths, never on the number of threads.</summary>
    /// <param name="model">What is simulated.</param>
    /// <param name="weights">Fractions of the book's value.</param>
    /// <param name="paths">Paths; half of them mirror the other half.</param>
    /// <param name="seed">Names the draws.</param>
    /// <param name="threads">Most threads to use.</param>
    public static Simulation Run(SimulationModel model, double[] weights, int paths, ulong seed, int threads = 1)
    {
        var simulation = new Simulation(model, weights, paths, seed, threads);
        simulation.ForEachBlock((block, number) => simulation.Value(block, number));
        return simulation;
    }

    /// <summary>VaR and ES of the simulated profits.</summary>
    public Tail Tail(double level, QuantileRule quantile, ShortfallRule shortfall) => HistoricalVar.Plain(Profits, level, quantile, shortfall);

    /// <summary>The bounds between which the model's true VaR lies with 95 % confidence: order statistics, free of any density. Source: Glasserman, ch. 9.1; W. J. Conover, Practical Nonparametric Statistics (1999), 3.2.</summary>
    public (double Low, double High) Bounds(double level)
    {
        var sorted = Profits.AsSpan().ToArray();
        double centre = sorted.Length * (1 - level), reach = 1.959963984540054 * Math.Sqrt(centre * level);
        var high = -Selection.Nth(sorted, Math.Clamp((int)Math.Floor(centre - reach), 0, sorted.Length - 1));
        return (-Selection.Nth(sorted, Math.Clamp((int)Math.Ceiling(centre + reach), 0, sorted.Length - 1)), high);
    }

    /// <summary>Component VaR: each position's mean loss on the paths whose rank is near the quantile (half a percent of the paths), scaled so that the components add up to the VaR.</summary>
    public double[] ComponentVar(double level, double valueAtRisk)
    {
        var sorted = Profits.AsSpan().ToArray();
        double centre = sorted.Length * (1 - level), reach = Math.Max(1, 0.0025 * sorted.Length);
        var low = Selection.Nth(sorted, Math.Clamp((int)(centre - reach), 0, sorted.Length - 1));
        var high = Selection.Nth(sorted, Math.Clamp((int)(centre + reach), 0, sorted.Length - 1));
        var sums = new SimulationSlice(_weights.Length, (Profits.Length + (2 * PathBlock.Draws) - 1) / (2 * PathBlock.Draws));
        ForEachBlock((block, number) => sums.Add(block, number, Profits, low, high));
        return sums.Components(_weights, valueAtRisk);
    }

    // A matrix on the edge of the cone may miss it by rounding.
    private static SquareMatrix Lift(SquareMatrix correlation)
    {
        for (var i = 0; i < correlation.Size; i++) correlation[i, i] += 1e-10;
        return correlation;
    }

    private void ForEachBlock(Action<PathBlock, int> visit)
    {
        var blocks = (Profits.Length + (2 * PathBlock.Draws) - 1) / (2 * PathBlock.Draws);
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = _threads }, () => new PathBlock(_model, _factor), (number, _, block) =>
        {
            block.Draw(_seed, number);
            visit(block, number);
            return block;
        }, _ => { });
    }

    private void Value(PathBlock block, int number)
    {
        Span<double> up = stackalloc double[PathBlock.Draws], down = stackalloc double[PathBlock.Draws];
        up.Clear();
        down.Clear();
        block.AddProfit(_weights, up, down);
        var start = number * 2 * PathBlock.Draws;
        var (drawn, mirrored) = PathBlock.Share(Profits.Length - start);
        up[..drawn].CopyTo(Profits.AsSpan(start));
        down[..mirrored].CopyTo(Profits.AsSpan(start + drawn));
    }
}
