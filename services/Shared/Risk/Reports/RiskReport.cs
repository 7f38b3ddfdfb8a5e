using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>All figures of one book. Losses are positive fractions of its value.</summary>
public sealed record RiskReport
{
    /// <summary>The returns behind it, and what they cover.</summary>
    public required AlignedReturns Returns { get; init; }

    /// <summary>VaR and ES by level.</summary>
    public required IReadOnlyList<LevelFigures> Levels { get; init; }

    /// <summary>Moments of one period.</summary>
    public required Moments Moments { get; init; }

    /// <summary>Standard deviation of a year, from the covariance in use.</summary>
    public required double Volatility { get; init; }

    /// <summary>Periods of a year.</summary>
    public required double PeriodsPerYear { get; init; }

    /// <summary>Correlation of the assets.</summary>
    public required SquareMatrix Correlation { get; init; }

    /// <summary>The deepest fall.</summary>
    public required Drawdown Drawdown { get; init; }

    /// <summary>Return over volatility.</summary>
    public required double Sharpe { get; init; }

    /// <summary>Return over downside deviation.</summary>
    public required double Sortino { get; init; }

    /// <summary>Growth over drawdown.</summary>
    public required double Calmar { get; init; }

    /// <summary>Gains over losses.</summary>
    public required double Omega { get; init; }

    /// <summary>Degrees of freedom of Student's t, where the method has them.</summary>
    public double? DegreesOfFreedom { get; init; }
}
