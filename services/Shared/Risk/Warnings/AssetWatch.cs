namespace PortfolioPlatform.Risk.Warnings;

/// <summary>What is watched of one asset: whether it has a price, whether it keeps its band, whether it falls away from the others.</summary>
internal sealed class AssetWatch(WatchedAsset asset, WatchRules rules)
{
    private readonly Hysteresis _missing = new(rules.MissingOn, 0);
    private readonly Hysteresis _band = new(rules.BandOn, rules.BandOff, rules.Calm);
    private readonly Hysteresis _away = new(rules.BreakOn, rules.BreakOn / 2, rules.Calm);
    private AssetBreak _break = new(rules);
    private double _last = double.NaN;
    private int _without;

    public WatchedAsset Asset => asset;

    /// <summary>Whether the last bar made its history begin anew.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Takes a price; the log return over the bar, or not a number when there is none.</summary>
    public double Take(double close, DateTimeOffset at, List<WarningChange> changes)
    {
        IsForgotten = false;
        var gap = _without;
        _without = double.IsNaN(close) ? _without + 1 : 0;
        var listed = !double.IsNaN(_last);
        if (listed && _missing.Update(_without)) changes.Add(new(WarningKind.MissingPrice, asset.Name, at, _missing.IsRaised, _without, rules.MissingOn));
        if (double.IsNaN(close)) return double.NaN;
        if (asset.IsStablecoin && _band.Update(Math.Abs(close - 1))) changes.Add(new(WarningKind.StablecoinBand, asset.Name, at, _band.IsRaised, close, rules.BandOn));
        if (gap >= rules.ForgetAfter) Forget();
        var change = gap == 0 && listed ? Math.Log(close / _last) : double.NaN;
        _last = close;
        return change;
    }

    /// <summary>Holds its movement against the market's.</summary>
    public void Compare(double own, double market, DateTimeOffset at, List<WarningChange> changes)
    {
        if (double.IsNaN(own) || double.IsNaN(market)) return;
        var away = _break.Update(own, market);
        if (_away.Update(-away)) changes.Add(new(WarningKind.AssetBreak, asset.Name, at, _away.IsRaised, away, rules.BreakOn));
    }

    private void Forget() => (IsForgotten, _break) = (true, new AssetBreak(rules));
}
