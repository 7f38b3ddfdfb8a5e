namespace PortfolioPlatform.Risk.Warnings;

/// <summary>
/// How far an asset moved by itself over the last bars: log return less beta times the market's, added up, in standard deviations as they were before those bars.
/// Beta and variance are exponentially weighted (RiskMetrics 1996), so nothing is known that was not known then.
/// </summary>
internal sealed class AssetBreak(WatchRules rules)
{
    private const double LowestBeta = 0.3, HighestBeta = 2;
    private readonly double[] _own = new double[rules.BreakBars];
    private readonly double[] _deviations = new double[rules.BreakBars];
    private double _covariance;
    private double _market;
    private double _variance;

    /// <summary>Bars seen.</summary>
    public int Bars { get; private set; }

    /// <summary>Takes one bar; the own movement in standard deviations, or not a number before there is enough history.</summary>
    public double Update(double own, double market)
    {
        var rest = own - (Beta() * market);
        var place = Bars % rules.BreakBars;
        var before = _deviations[place];
        (_own[place], _deviations[place]) = (rest, Math.Sqrt(_variance));
        var share = Math.Max(1 - rules.BreakDecay, 1 / (Bars + 1.0)); // A plain mean until there is as much history as the memory is long.
        _covariance += share * ((own * market) - _covariance);
        _market += share * ((market * market) - _market);
        _variance += share * ((rest * rest) - _variance);
        Bars++;
        return Bars < rules.WarmUp || before == 0 ? double.NaN : _own.Sum() / (before * Math.Sqrt(rules.BreakBars));
    }

    private double Beta() => Bars < rules.BreakBars || _market == 0 ? 1 : Math.Clamp(_covariance / _market, LowestBeta, HighestBeta);
}
