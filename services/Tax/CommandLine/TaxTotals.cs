using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Exact sums over matched rows and open lots.</summary>
internal sealed class TaxTotals
{
    private QuantitySum _proceeds, _basis, _gainNet, _adjustment, _gainOnUnknownBasis, _openUnits, _openCost;
    private (long Disposal, DateTimeOffset At)? _last;

    public int Disposals { get; private set; }

    public int Pieces { get; private set; }

    public int OpenLots { get; private set; }

    public Quantity Proceeds => _proceeds.Value;

    public Quantity Basis => _basis.Value;

    public Quantity GainExFees => Proceeds - Basis;

    public Quantity GainNet => _gainNet.Value;

    public Quantity Adjustment => _adjustment.Value;

    public Quantity GainOnUnknownBasis => _gainOnUnknownBasis.Value;

    public Quantity OpenUnits => _openUnits.Value;

    public Quantity OpenCost => _openCost.Value;

    /// <summary>Adds a matched row. All engines tell the rows of one disposal one after the other.</summary>
    public void Add(in MatchedPiece p)
    {
        if (_last != (p.Disposal, p.Disposed)) Disposals++;
        _last = (p.Disposal, p.Disposed);
        Pieces++;
        _proceeds.Add(p.Proceeds);
        _basis.Add(p.Cost);
        _gainNet.Add(p.GainNet);
        _adjustment.Add(p.Adjustment);
        if (p.Basis == BasisState.Unknown) _gainOnUnknownBasis.Add(p.GainNet);
    }

    /// <summary>Adds what is still held.</summary>
    public void Add(in OpenLot lot)
    {
        OpenLots++;
        _openUnits.Add(lot.Units);
        _openCost.Add(lot.Cost);
    }

    /// <summary>Adds the sums of another asset.</summary>
    public void Add(TaxTotals other)
    {
        Disposals += other.Disposals;
        Pieces += other.Pieces;
        OpenLots += other.OpenLots;
        _proceeds.Add(other._proceeds);
        _basis.Add(other._basis);
        _gainNet.Add(other._gainNet);
        _adjustment.Add(other._adjustment);
        _gainOnUnknownBasis.Add(other._gainOnUnknownBasis);
        _openCost.Add(other._openCost);
    }
}

/// <summary>Sums by asset.</summary>
internal sealed class AssetTotals
{
    private readonly Dictionary<AssetId, TaxTotals> _byAsset = [];

    /// <summary>By asset, in order of their names.</summary>
    public IEnumerable<KeyValuePair<AssetId, TaxTotals>> ByAsset => _byAsset.OrderBy(a => a.Key);

    /// <summary>The sums of one asset.</summary>
    public TaxTotals Of(AssetId asset) => _byAsset.TryGetValue(asset, out var known) ? known : _byAsset[asset] = new TaxTotals();

    /// <summary>The sums of all assets.</summary>
    public TaxTotals All()
    {
        var all = new TaxTotals();
        foreach (var totals in _byAsset.Values) all.Add(totals);
        return all;
    }
}
