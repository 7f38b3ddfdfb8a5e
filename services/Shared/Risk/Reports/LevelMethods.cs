using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>VaR, ES and marginal VaR of one level by the closed methods.</summary>
internal static class LevelMethods
{
    public static Tail Tail(BookFigures book, double level) => book.Settings.Method switch
    {
        VarMethod.Historical => Historical(book, level),
        VarMethod.CornishFisher => CornishFisher(book, level),
        VarMethod.Student => Student(book, level),
        _ => ParametricVar.Normal(book.Mean, book.Deviation * book.Scale.Deviation, level),
    };

    public static double[] Marginal(BookFigures book, double level) => book.Settings.Method switch
    {
        VarMethod.Historical => HistoricalMarginal(book, level),
        VarMethod.CornishFisher => CornishFisherMarginal.Of(book.Columns, book.Portfolio, NormalDistribution.Quantile(1 - level), book.Settings.Moments, MeanAware(book)),
        VarMethod.Student => StudentMarginal(book, level),
        _ => Elliptic(book, NormalDistribution.Quantile(1 - level)),
    };

    /// <summary>Location, scale and ν for one period.</summary>
    public static StudentFit Fit(BookFigures book)
    {
        if (book.Settings.LikelihoodFit && book.Settings.DegreesOfFreedom is null) return StudentFit.MaximumLikelihood(book.Portfolio);
        var freedom = book.Settings.DegreesOfFreedom ?? StudentFit.FromKurtosis(book.Moments.ExcessKurtosis * (book.Settings.Scaling == TimeScaling.Cumulants ? book.Scale.Kurtosis : 1));
        var scale = double.IsPositiveInfinity(freedom) ? book.Deviation : book.Deviation * Math.Sqrt((freedom - 2) / freedom);
        return new(book.ZeroMean ? 0 : book.Moments.Mean, scale, freedom);
    }

    private static Tail Student(BookFigures book, double level)
    {
        var fit = Fit(book);
        return ParametricVar.StudentWithScale(fit.Location * book.Scale.Mean, fit.Scale * book.Scale.Deviation, fit.DegreesOfFreedom, level);
    }

    private static Tail CornishFisher(BookFigures book, double level) => ParametricVar.CornishFisher(
        book.Mean, book.Moments.StandardDeviation * book.Scale.Deviation, book.Moments.Skewness * book.Scale.Skewness, book.Moments.ExcessKurtosis * book.Scale.Kurtosis, level);

    private static Tail Historical(BookFigures book, double level)
    {
        var settings = book.Settings;
        var tail = settings.Weighting switch
        {
            HistoricalWeighting.Age => HistoricalVar.AgeWeighted(book.Portfolio, level, settings.AgeDecay),
            HistoricalWeighting.Volatility => HistoricalVar.Plain(HistoricalVar.Filtered(book.Portfolio, settings.Decay), level, settings.Quantile, settings.Shortfall),
            _ => HistoricalVar.Plain(book.Portfolio, level, settings.Quantile, settings.Shortfall),
        };
        return new(tail.ValueAtRisk * book.Scale.Deviation, tail.ExpectedShortfall * book.Scale.Deviation);
    }

    // The scenario at the quantile: for weighted or filtered history, the one whose loss is the VaR.
    private static double[] HistoricalMarginal(BookFigures book, double level)
    {
        var settings = book.Settings;
        if (settings.Weighting == HistoricalWeighting.Plain) return Scaled(Components.ScenarioMarginal(book.Columns, book.Portfolio, level, settings.Quantile), book.Scale.Deviation);
        var portfolio = book.Portfolio;
        var columns = book.Columns;
        if (settings.Weighting == HistoricalWeighting.Volatility)
        {
            var filtered = HistoricalVar.Filtered(portfolio, settings.Decay);
            columns = Array.ConvertAll(columns, c => c.Select((r, t) => portfolio[t] == 0 ? r : r * filtered[t] / portfolio[t]).ToArray());
            return Scaled(Components.ScenarioMarginal(columns, filtered, level, settings.Quantile), book.Scale.Deviation);
        }

        var at = Array.IndexOf(portfolio, -HistoricalVar.AgeWeighted(portfolio, level, settings.AgeDecay).ValueAtRisk);
        return Scaled(Array.ConvertAll(columns, c => -c[at]), book.Scale.Deviation);
    }

    private static double[] StudentMarginal(BookFigures book, double level)
    {
        var fit = Fit(book);
        var perDeviation = fit.Scale / book.Deviation;
        var quantile = double.IsPositiveInfinity(fit.DegreesOfFreedom) ? NormalDistribution.Quantile(1 - level) : StudentDistribution.Quantile(1 - level, fit.DegreesOfFreedom);
        var marginal = Elliptic(book, quantile * perDeviation);
        var shift = book.Settings.LikelihoodFit && book.Settings.DegreesOfFreedom is null ? (book.Mean - (fit.Location * book.Scale.Mean)) / book.Weights.Sum() : 0;
        return shift == 0 || !double.IsFinite(shift) ? marginal : Array.ConvertAll(marginal, m => m + shift);
    }

    private static double[] Elliptic(BookFigures book, double quantile) => Components.EllipticMarginal(book.Weights, book.Means, book.Matrix, quantile * book.Scale.Deviation);

    private static double[] Scaled(double[] marginal, double factor) => Array.ConvertAll(marginal, m => m * factor);

    private static TimeScale MeanAware(BookFigures book) => book.ZeroMean ? book.Scale with { Mean = 0 } : book.Scale;
}
