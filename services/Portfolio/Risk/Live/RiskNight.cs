using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Reports;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>What is computed once a night: a simulation with Student's copula, and every scenario. Pure: the same book, day and version give the same figures.</summary>
internal static class RiskNight
{
    /// <summary>Raised whenever the same book would give other figures.</summary>
    public const int Version = 1;

    private const int Paths = 100_000;
    private static readonly double[] Levels = [0.95, 0.99];

    /// <summary>The day a portfolio is in, in its own zone.</summary>
    public static DateOnly DayOf(BookSnapshot book, DateTimeOffset now) => DateOnly.FromDateTime(DayStart.InZone(book.Zone, now).Date);

    /// <summary>The figures of a night.</summary>
    public static NightValue Of(CoveredBook book, DateOnly day, Stamp stamp, DateTimeOffset now)
    {
        var settings = new RiskSettings { Method = VarMethod.MonteCarlo, Levels = Levels, Paths = Paths, Seed = (ulong)day.DayNumber, Copula = Copula.Student };
        var report = book.Missing is null ? RiskReporting.Of(book.Returns, book.Weights, settings) : default;
        var missing = book.Missing ?? (report.IsOk ? null : report.Error!.Message);
        var levels = Levels.Select((level, i) => missing is null ? Of(level, report.Value!.Levels[i]) : new NightLevelValue(level, null, null, null, null));
        return new("night", stamp.Epoch, stamp.Version, day, Version, missing is null ? "ok" : "not enough data", missing, now, Paths, day.DayNumber, [.. levels], BookRisk.Stress(book.Snapshot), book.Coverage());
    }

    private static NightLevelValue Of(double level, LevelFigures figures) =>
        new(level, Number(figures.Tail.ValueAtRisk), Number(figures.Tail.ExpectedShortfall), Number(figures.Bounds?.Low ?? double.NaN), Number(figures.Bounds?.High ?? double.NaN));

    private static double? Number(double figure) => double.IsFinite(figure) ? figure : null;
}
