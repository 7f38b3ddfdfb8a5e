namespace PortfolioPlatform.Risk.Warnings;

/// <summary>
/// Mean correlation of the last day against its own history, O(n) a bar: the mean of all pairs is ((Σz)² − Σz²)/((n − 1)Σz²) of returns z over their own volatility. Fisher's transformation makes its errors even.
/// Source of the identity: the variance of a sum; R. A. Fisher, "On the probable error of a coefficient of correlation", Metron 1 (1921).
/// </summary>
internal sealed class CorrelationRegime(int assets, WatchRules rules)
{
    private readonly double[] _variances = new double[assets];
    private readonly int[] _seen = new int[assets];
    private double _pairs;
    private double _squares;
    private double _mean;
    private double _spread;
    private int _bars;

    /// <summary>The mean correlation now; not a number before there is any.</summary>
    public double Correlation => _squares == 0 ? double.NaN : _pairs / _squares;

    /// <summary>Takes one bar of log returns (a gap is not a number); the distance from the history in standard deviations, or not a number before there is enough.</summary>
    public double Update(ReadOnlySpan<double> returns)
    {
        double sum = 0, squares = 0;
        var count = 0;
        for (var i = 0; i < assets; i++)
        {
            if (double.IsNaN(returns[i])) continue;
            var square = returns[i] * returns[i];
            if (_seen[i] >= rules.BreakBars && _variances[i] > 0) (sum, squares, count) = (sum + (returns[i] / Math.Sqrt(_variances[i])), squares + (square / _variances[i]), count + 1);
            _variances[i] += Math.Max(1 - rules.BreakDecay, 1 / (_seen[i] + 1.0)) * (square - _variances[i]);
            _seen[i]++;
        }

        return count < 3 ? double.NaN : Compare(((sum * sum) - squares) / (count - 1), squares);
    }

    /// <summary>An asset's history begins anew.</summary>
    public void Forget(int asset) => (_variances[asset], _seen[asset]) = (0, 0);

    private double Compare(double pairs, double squares)
    {
        _pairs += (1 - rules.CorrelationDecay) * (pairs - _pairs);
        _squares += (1 - rules.CorrelationDecay) * (squares - _squares);
        var now = Math.Atanh(Math.Clamp(Correlation, -0.999, 0.999));
        _bars++;
        if (_bars < rules.BreakBars) return double.NaN;
        var seen = _bars - rules.BreakBars;
        var distance = _spread > 0 ? (now - _mean) / Math.Sqrt(_spread) : double.NaN;
        var share = Math.Max(1 - rules.RegimeDecay, 1 / (seen + 1.0));
        var off = now - _mean;
        _mean += share * off;
        _spread = (1 - share) * (_spread + (share * off * off));
        return seen < rules.WarmUp ? double.NaN : distance;
    }
}
