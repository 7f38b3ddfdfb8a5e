using PortfolioPlatform.Kernel;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>Computes a book's report, or says why it would be made of nothing.</summary>
public static class RiskReporting
{
    /// <summary>The report of a book that holds these fractions of its value in these assets.</summary>
    public static Result<RiskReport> Of(AlignedReturns returns, double[] weights, RiskSettings settings)
    {
        var usable = settings.Scaling == TimeScaling.Overlapping ? returns.Observations - (int)settings.Horizon + 1 : returns.Observations;
        if (HistoryNeeds.Missing(settings, Math.Max(0, usable)) is { } missing) return missing;
        var book = new BookFigures(returns, weights, settings);
        if (settings.Scaling == TimeScaling.Overlapping) return Finish(returns, book, new BookFigures(returns, weights, settings with { Horizon = 1, Scaling = TimeScaling.SquareRoot }));
        return Finish(returns, book, book);
    }

    private static Result<RiskReport> Finish(AlignedReturns returns, BookFigures horizon, BookFigures book)
    {
        var settings = book.Settings;
        var periods = settings.PeriodsPerYear ?? Annualisation.PeriodsPerYear(returns.Times);
        return new RiskReport
        {
            Returns = returns,
            Levels = horizon.Settings.Method == VarMethod.MonteCarlo ? SimulatedLevels.Of(horizon) : [.. horizon.Settings.Levels.Select(l => Level(horizon, l))],
            Moments = book.Moments,
            PeriodsPerYear = periods,
            Volatility = Annualisation.Volatility(book.Deviation, periods),
            Correlation = Correlation(book),
            Drawdown = Drawdown.Deepest(book.Portfolio),
            Sharpe = Ratios.Sharpe(book.Portfolio, periods, settings.RiskFree, settings.Moments),
            Sortino = Ratios.Sortino(book.Portfolio, periods, settings.RiskFree),
            Calmar = Ratios.Calmar(book.Portfolio, periods),
            Omega = Ratios.Omega(book.Portfolio, settings.RiskFree),
            DegreesOfFreedom = settings.Method == VarMethod.Student ? LevelMethods.Fit(horizon).DegreesOfFreedom : null,
        };
    }

    private static LevelFigures Level(BookFigures book, double level)
    {
        var tail = LevelMethods.Tail(book, level);
        if (!book.Settings.Components) return new(level, tail);
        var marginal = LevelMethods.Marginal(book, level);
        var returns = new AlignedReturns([], null, book.Columns, book.Portfolio.Length, []);
        var single = book.Settings with { Horizon = book.Settings.Scaling == TimeScaling.Overlapping ? 1 : book.Settings.Horizon, Scaling = book.Settings.Scaling == TimeScaling.Overlapping ? TimeScaling.SquareRoot : book.Settings.Scaling };
        var incremental = Components.Incremental(book.Weights, w => LevelMethods.Tail(new BookFigures(returns, w, single), level).ValueAtRisk);
        return new(level, tail, Components.FromMarginal(marginal, book.Weights), marginal, incremental);
    }

    private static SquareMatrix Correlation(BookFigures book) => book.Settings.Correlation switch
    {
        CorrelationKind.Spearman => CorrelationMatrix.Spearman(book.Columns, book.Settings.Threads),
        CorrelationKind.Kendall => CorrelationMatrix.Kendall(book.Columns),
        _ => CorrelationMatrix.FromCovariance(book.Matrix),
    };
}
