using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>
/// Events kept by asset for methods that look back and forth over one asset's whole history. An asset that another was converted into
/// (wrapped, renamed) is the same asset to them, in units of the one it came from; transfers between own wallets change nothing.
/// </summary>
internal sealed class AssetEvents
{
    private readonly Dictionary<AssetId, List<LotEvent>> _events = [];
    private readonly Dictionary<AssetId, (AssetId Root, Quantity From, Quantity To)> _aliases = [];
    private readonly List<LotNote> _notes = [];

    /// <summary>Conversions whose ratio differs from an earlier one of the same pair.</summary>
    public IReadOnlyList<LotNote> Notes => _notes;

    /// <summary>Events by asset, in order of the assets' names.</summary>
    public IEnumerable<(AssetId Asset, IReadOnlyList<LotEvent> Events)> ByAsset() => _events.OrderBy(e => e.Key).Select(e => (e.Key, (IReadOnlyList<LotEvent>)e.Value));

    public void Add(in LotEvent e)
    {
        // Units that came from nobody knows where are not in a pool: what is sold beyond the pool is of unknown basis.
        if (e.Kind == LotEventKind.Transfer || e.Detail is { IsUnknown: true }) return;
        if (e.Kind == LotEventKind.Convert) Alias(e);
        else Keep(_aliases.TryGetValue(e.Asset, out var alias) ? InRootUnits(e, alias) : e);
    }

    private void Keep(in LotEvent e)
    {
        if (!_events.TryGetValue(e.Asset, out var list)) _events[e.Asset] = list = [];
        list.Add(e);
    }

    private static LotEvent InRootUnits(in LotEvent e, (AssetId Root, Quantity From, Quantity To) alias)
    {
        var units = (e.Units * alias.From).Divide(alias.To, 24);
        return e with { Asset = alias.Root, Units = units, UnitPrice = (e.UnitPrice * alias.To).Divide(alias.From, 24), Detail = (e.Detail ?? new LotEventDetail()) with { Value = e.Value } };
    }

    private void Alias(in LotEvent e)
    {
        var to = e.Detail!.ToAsset ?? e.Asset;
        var from = _aliases.TryGetValue(e.Asset, out var known) ? known : (e.Asset, Quantity.One, Quantity.One);
        var made = (Root: from.Item1, From: e.Units * from.Item2, To: e.Detail.ToUnits * from.Item3);
        var ratio = to == made.Root ? (Root: to, From: Quantity.One, To: Quantity.One) : _aliases.GetValueOrDefault(to, made);
        if (made.From * ratio.To != ratio.From * made.To || ratio.Root != made.Root)
            _notes.Add(new LotNote(e.Id, e.Time, e.Wallet, e.Asset, "conversion-ratio", $"{e.Asset} became {to} at another ratio than before; the first ratio is used."));
        if (to != made.Root) _aliases.TryAdd(to, made);
    }
}
