using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Performance;

/// <summary>Return for risk taken. A ratio without risk below the line is NaN, never infinite.</summary>
public static class Ratios
{
    /// <summary>Mean excess return over its standard deviation, times √periods. Source: W. F. Sharpe, "The Sharpe ratio", J. Portfolio Management 21 (1994).</summary>
    /// <param name="returns">Of one period each.</param>
    /// <param name="periodsPerYear">1 leaves the ratio per period.</param>
    /// <param name="riskFree">Of one period.</param>
    /// <param name="rule">Divisor of the variance.</param>
    public static double Sharpe(ReadOnlySpan<double> returns, double periodsPerYear = Annualisation.Days, double riskFree = 0, MomentRule rule = MomentRule.Sample)
    {
        var moments = Moments.Of(returns, rule);
        return Over((moments.Mean - riskFree) * Math.Sqrt(periodsPerYear), moments.StandardDeviation);
    }

    /// <summary>Mean return above the target over the downside deviation √(Σmin(r − target, 0)²/n), times √periods. Source: F. A. Sortino, L. N. Price, "Performance measurement in a downside risk framework", J. Investing 3 (1994).</summary>
    public static double Sortino(ReadOnlySpan<double> returns, double periodsPerYear = Annualisation.Days, double target = 0)
    {
        double squares = 0;
        foreach (var r in returns) squares += Math.Min(r - target, 0) * Math.Min(r - target, 0);
        return Over((Mean(returns) - target) * Math.Sqrt(periodsPerYear), Math.Sqrt(squares / returns.Length));
    }

    /// <summary>Growth of a year over the deepest drawdown. Source: T. W. Young, "Calmar ratio: a smoother tool", Futures 20 (1991), here over the whole history.</summary>
    public static double Calmar(ReadOnlySpan<double> returns, double periodsPerYear = Annualisation.Days) =>
        Over(Annualisation.Growth(returns, periodsPerYear), Drawdown.Deepest(returns).Depth);

    /// <summary>Gains over losses about a threshold: Σmax(r − θ, 0)/Σmax(θ − r, 0). Source: C. Keating, W. Shadwick, "A universal performance measure", J. Performance Measurement 6 (2002).</summary>
    public static double Omega(ReadOnlySpan<double> returns, double threshold = 0)
    {
        double above = 0, below = 0;
        foreach (var r in returns) (above, below) = (above + Math.Max(r - threshold, 0), below + Math.Max(threshold - r, 0));
        return Over(above, below);
    }

    private static double Mean(ReadOnlySpan<double> returns) => TensorPrimitives.Sum(returns) / returns.Length;

    private static double Over(double above, double below) => below > 0 ? above / below : double.NaN;
}
