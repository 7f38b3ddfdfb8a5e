using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Exact sums over matched rows and open lots.</summary>
internal record struct TaxTotals
{
    private (long Disposal, DateTimeOffset At)? _last;

    public int Disposals { get; private set; }

    public int Pieces { get; private set; }

    public Quantity Proceeds { get; private set; }

    public Quantity Basis { get; private set; }

    public Quantity GainNet { get; private set; }

    public Quantity Adjustment { get; private set; }

    public Quantity GainOnUnknownBasis { get; private set; }

    public int OpenLots { get; private set; }

    public Quantity OpenUnits { get; private set; }

    public Quantity OpenCost { get; private set; }

    public readonly Quantity GainExFees => Proceeds - Basis;

    public static Dictionary<AssetId, TaxTotals> ByAsset(TaxResult result, int[] rows)
    {
        var totals = new Dictionary<AssetId, TaxTotals>();
        foreach (var row in rows)
        {
            var p = result.Rows[row];
            ref var t = ref CollectionsMarshal.GetValueRefOrAddDefault(totals, p.Asset, out _);
            // All engines tell the rows of one disposal one after the other.
            if (t._last != (p.Disposal, p.Disposed)) t.Disposals++;
            t._last = (p.Disposal, p.Disposed);
            t.Pieces++;
            t.Proceeds += p.Proceeds;
            t.Basis += p.Cost;
            t.GainNet += p.GainNet;
            t.Adjustment += p.Adjustment;
            if (p.Basis == Accounting.Lots.BasisState.Unknown) t.GainOnUnknownBasis += p.GainNet;
        }

        foreach (var (_, asset, lot) in result.Lots)
        {
            ref var t = ref CollectionsMarshal.GetValueRefOrAddDefault(totals, asset, out _);
            t.OpenLots++;
            t.OpenUnits += lot.Units;
            t.OpenCost += lot.Cost;
        }

        return totals;
    }

    public static TaxTotals operator +(TaxTotals a, TaxTotals b) => new()
    {
        Disposals = a.Disposals + b.Disposals,
        Pieces = a.Pieces + b.Pieces,
        Proceeds = a.Proceeds + b.Proceeds,
        Basis = a.Basis + b.Basis,
        GainNet = a.GainNet + b.GainNet,
        Adjustment = a.Adjustment + b.Adjustment,
        GainOnUnknownBasis = a.GainOnUnknownBasis + b.GainOnUnknownBasis,
        OpenLots = a.OpenLots + b.OpenLots,
        OpenCost = a.OpenCost + b.OpenCost,
    };
}
