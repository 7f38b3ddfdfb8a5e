namespace PortfolioPlatform.Risk.Warnings;

/// <summary>How far a book of constant weights stands below its highest value of the last bars.</summary>
internal sealed class PeakWatch(WatchRules rules)
{
    private readonly Hysteresis _switch = new(rules.DrawdownOn, rules.DrawdownOff, rules.Calm);
    private readonly double[] _values = new double[rules.PeakBars];
    private double _value = 1;
    private int _bars;

    /// <summary>Fraction of the peak that is lost now.</summary>
    public double Depth { get; private set; }

    public void Take(double change, DateTimeOffset at, List<WarningChange> changes)
    {
        _value *= 1 + change;
        _values[_bars++ % _values.Length] = _value;
        Depth = 1 - (_value / System.Numerics.Tensors.TensorPrimitives.Max<double>(_values.AsSpan(0, Math.Min(_bars, _values.Length))));
        if (_switch.Update(Depth)) changes.Add(new(WarningKind.Drawdown, "", at, _switch.IsRaised, Depth, rules.DrawdownOn));
    }
}
