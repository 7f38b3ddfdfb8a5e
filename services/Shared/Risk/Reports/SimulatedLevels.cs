using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>All levels from one simulation.</summary>
internal static class SimulatedLevels
{
    public static LevelFigures[] Of(BookFigures book)
    {
        var settings = book.Settings;
        var simulation = Simulation.Run(Model(book), book.Weights, settings.Paths, settings.Seed, settings.Threads);
        return [.. settings.Levels.Select(level =>
        {
            var tail = simulation.Tail(level, settings.Quantile, settings.Shortfall);
            var components = settings.Components ? simulation.ComponentVar(level, tail.ValueAtRisk) : null;
            return new LevelFigures(level, tail, components, Bounds: simulation.Bounds(level));
        })];
    }

    private static SimulationModel Model(BookFigures book)
    {
        var deviations = new double[book.Weights.Length];
        for (var i = 0; i < deviations.Length; i++) deviations[i] = Math.Sqrt(book.Matrix[i, i]) * book.Scale.Deviation;
        return new()
        {
            Means = book.Means,
            Deviations = deviations,
            Correlation = Known(CorrelationMatrix.FromCovariance(book.Matrix)),
            Copula = book.Settings.Copula,
            Marginal = book.Settings.Marginal,
            DegreesOfFreedom = book.Settings.DegreesOfFreedom ?? 5,
            SortedHistory = book.Settings.Marginal == Marginal.Empirical ? Array.ConvertAll(book.Columns, c => c.Select(r => r * book.Scale.Deviation).Order().ToArray()) : null,
        };
    }

    // An asset that never moved is independent of all others.
    private static Numerics.SquareMatrix Known(Numerics.SquareMatrix correlation)
    {
        for (var i = 0; i < correlation.Size; i++)
        {
            for (var j = 0; j < correlation.Size; j++)
            {
                if (double.IsNaN(correlation[i, j])) correlation[i, j] = i == j ? 1 : 0;
            }
        }

        return correlation;
    }
}
