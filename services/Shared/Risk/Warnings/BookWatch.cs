namespace PortfolioPlatform.Risk.Warnings;

/// <summary>Watches a book bar by bar: what its assets' prices alone can tell. Pure; the same prices give the same warnings, so a restart replays them.</summary>
public sealed class BookWatch
{
    private readonly WatchRules _rules;
    private readonly AssetWatch[] _assets;
    private readonly CorrelationRegime _regime;
    private readonly Hysteresis _regimeSwitch;
    private readonly PeakWatch _peak;
    private readonly double[] _returns;
    private readonly double[] _moving;

    /// <summary>A book of assets.</summary>
    public BookWatch(IReadOnlyList<WatchedAsset> assets, WatchRules? rules = null)
    {
        _rules = rules ?? WatchRules.Frozen;
        _assets = [.. assets.Select(a => new AssetWatch(a, _rules))];
        _regime = new(assets.Count, _rules);
        _regimeSwitch = new(_rules.RegimeOn, _rules.RegimeOn / 2, _rules.Calm);
        _peak = new(_rules);
        (_returns, _moving) = (new double[assets.Count], new double[assets.Count]);
    }

    /// <summary>Mean correlation of the last day.</summary>
    public double Correlation => _regime.Correlation;

    /// <summary>How far the book stands below its peak; fractions of the peak.</summary>
    public double Drawdown => _peak.Depth;

    /// <summary>Takes the prices at the end of one bar; what is missing is not a number. Returns what changed.</summary>
    public IReadOnlyList<WarningChange> Update(DateTimeOffset at, ReadOnlySpan<double> prices)
    {
        var changes = new List<WarningChange>();
        var any = false;
        foreach (var price in prices) any |= !double.IsNaN(price);
        if (!any) return changes; // Nobody has a price: the market data stopped, which says nothing about an asset.
        for (var i = 0; i < _assets.Length; i++)
        {
            _returns[i] = _assets[i].Take(prices[i], at, changes);
            _moving[i] = _assets[i].Asset.IsStablecoin ? double.NaN : _returns[i];
            if (_assets[i].IsForgotten) _regime.Forget(i);
        }

        for (var i = 0; i < _assets.Length; i++) _assets[i].Compare(_moving[i], MedianOfOthers(i), at, changes);
        var distance = Math.Abs(_regime.Update(_moving));
        if (_regimeSwitch.Update(distance)) changes.Add(new(WarningKind.CorrelationBreak, "", at, _regimeSwitch.IsRaised, _regime.Correlation, _rules.RegimeOn));
        _peak.Take(BookReturn(), at, changes);
        return changes;
    }

    /// <summary>The market of an asset is the median of the others: one of them that falls alone moves it little.</summary>
    private double MedianOfOthers(int asset)
    {
        Span<double> others = stackalloc double[_moving.Length];
        var count = 0;
        for (var i = 0; i < _moving.Length; i++)
        {
            if (i != asset && !double.IsNaN(_moving[i])) others[count++] = _moving[i];
        }

        if (count < 2) return double.NaN;
        others = others[..count];
        others.Sort();
        return count % 2 == 1 ? others[count / 2] : (others[(count / 2) - 1] + others[count / 2]) / 2;
    }

    private double BookReturn()
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < _assets.Length; i++)
        {
            if (!double.IsNaN(_returns[i])) (sum, weight) = (sum + (_assets[i].Asset.Weight * (Math.Exp(_returns[i]) - 1)), weight + _assets[i].Asset.Weight);
        }

        return weight == 0 ? 0 : sum / weight;
    }
}
