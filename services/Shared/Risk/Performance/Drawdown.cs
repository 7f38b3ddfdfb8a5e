namespace PortfolioPlatform.Risk.Performance;

/// <summary>The deepest fall of a book's value below its earlier peak.</summary>
/// <param name="Depth">Fraction of the peak that was lost, positive.</param>
/// <param name="Peak">Periods until the peak; 0 is before the first return.</param>
/// <param name="Trough">Periods until the lowest point.</param>
/// <param name="Recovery">Periods until the peak was seen again; null while it is not.</param>
public sealed record Drawdown(double Depth, int Peak, int Trough, int? Recovery)
{
    /// <summary>The deepest one of a book of worth 1 that earns these simple returns. Source: M. Magdon-Ismail, A. Atiya, "Maximum drawdown", Risk 17 (2004).</summary>
    public static Drawdown Deepest(ReadOnlySpan<double> returns)
    {
        var wealth = Wealth(returns);
        double depth = 0;
        int top = 0, peak = 0, trough = 0;
        for (var t = 1; t < wealth.Length; t++)
        {
            if (wealth[t] > wealth[top]) top = t;
            var fall = 1 - (wealth[t] / wealth[top]);
            if (fall > depth) (depth, peak, trough) = (fall, top, t);
        }

        int? recovery = null;
        for (var t = trough; t < wealth.Length && recovery is null; t++)
        {
            if (wealth[t] >= wealth[peak]) recovery = t;
        }

        return new(depth, peak, trough, recovery);
    }

    /// <summary>How far below its peak the book stands after each period; the last is the drawdown now.</summary>
    public static double[] Path(ReadOnlySpan<double> returns)
    {
        var wealth = Wealth(returns);
        var path = new double[returns.Length];
        var peak = wealth[0];
        for (var t = 1; t < wealth.Length; t++)
        {
            peak = Math.Max(peak, wealth[t]);
            path[t - 1] = 1 - (wealth[t] / peak);
        }

        return path;
    }

    private static double[] Wealth(ReadOnlySpan<double> returns)
    {
        var wealth = new double[returns.Length + 1];
        wealth[0] = 1;
        for (var t = 0; t < returns.Length; t++) wealth[t + 1] = wealth[t] * (1 + returns[t]);
        return wealth;
    }
}
