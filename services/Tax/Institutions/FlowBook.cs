using System.Runtime.InteropServices;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>What came and went, asset by asset, from the events on lots; and the last price of each asset before the year.</summary>
internal sealed class FlowBook
{
    private readonly Dictionary<AssetId, AssetFlow> _flows = [];

    /// <summary>The last price of each asset before the year.</summary>
    public PriceBook OpeningPrices { get; } = new();

    /// <summary>Flows by asset.</summary>
    public IEnumerable<KeyValuePair<AssetId, AssetFlow>> All => _flows.OrderBy(f => f.Key);

    /// <summary>Takes an event of the year (<paramref name="isInYear"/>) or of the time before.</summary>
    public void Add(in LotEvent e, bool isInYear)
    {
        switch (e.Kind)
        {
            case LotEventKind.Buy or LotEventKind.Income:
                Come(e, e.Asset, e.Units, e.Value + e.Fee, isInYear);
                break;
            case LotEventKind.Sell or LotEventKind.Remove:
                Go(e, e.Units, e.Kind == LotEventKind.Sell ? e.Value - e.Fee : Quantity.Zero, isInYear);
                break;
            case LotEventKind.Convert:
                Go(e, e.Units, e.Value, isInYear);
                Come(e, e.Detail!.ToAsset ?? e.Asset, e.Detail.ToUnits, e.Value, isInYear);
                break;
        }
    }

    private void Come(in LotEvent e, AssetId asset, Quantity units, Quantity cost, bool isInYear)
    {
        var flow = Flow(asset);
        if (!isInYear)
        {
            flow.OpeningUnits += units;
            return;
        }

        (flow.AddedUnits, flow.AddedCost) = (flow.AddedUnits + units, flow.AddedCost + cost);
        flow.Additions[Nature(e)] = flow.Additions.GetValueOrDefault(Nature(e)) + cost;
    }

    private void Go(in LotEvent e, Quantity units, Quantity proceeds, bool isInYear)
    {
        var flow = Flow(e.Asset);
        if (!isInYear)
        {
            flow.OpeningUnits -= units;
            return;
        }

        (flow.DisposedUnits, flow.DisposedProceeds) = (flow.DisposedUnits + units, flow.DisposedProceeds + proceeds);
        flow.Dispositions[Nature(e)] = flow.Dispositions.GetValueOrDefault(Nature(e)) + proceeds;
    }

    private static string Nature(in LotEvent e) => e.Detail?.Reason ?? (e.Kind == LotEventKind.Sell ? "sell" : e.Kind == LotEventKind.Income ? "income" : "buy");

    private AssetFlow Flow(AssetId asset) => CollectionsMarshal.GetValueRefOrAddDefault(_flows, asset, out _) ??= new AssetFlow();
}
