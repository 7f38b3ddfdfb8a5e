using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>A method that looks back and forth over one asset's whole history, whatever wallet it is in.</summary>
internal abstract class HistoryEngine : IDisposalEngine
{
    private readonly AssetEvents _events = new();

    /// <summary>Whether rows are whole local days.</summary>
    protected virtual bool ByDay => false;

    /// <inheritdoc/>
    public void Apply(in LotEvent e) => _events.Add(e);

    /// <inheritdoc/>
    public TaxResult Result()
    {
        var histories = _events.ByAsset().Select(a => (a.Asset, Folded: Fold(a.Asset, a.Events))).ToArray();
        return new TaxResult(
            [.. histories.SelectMany(h => h.Folded.Rows)],
            [.. histories.Where(h => h.Folded.Units.Sign > 0).Select(h => new ResultLot("", h.Asset, new OpenLot(-1, null, h.Folded.Units, h.Folded.Cost, Quantity.Zero, BasisState.Confirmed)))],
            [.. histories.SelectMany(h => h.Folded.Shortfalls)])
        { ByDay = ByDay, Notes = _events.Notes, Removals = [.. histories.SelectMany(h => h.Folded.Removals)] };
    }

    /// <summary>Matches one asset's events, which come in their order.</summary>
    protected abstract AssetHistory Fold(AssetId asset, IReadOnlyList<LotEvent> events);
}

/// <summary>What one asset's history came to: rows, and the units and cost of what is left.</summary>
internal sealed record AssetHistory(IReadOnlyList<MatchedPiece> Rows, Quantity Units, Quantity Cost, IReadOnlyList<LotShortfall> Shortfalls)
{
    /// <summary>Units that left without a disposal.</summary>
    public IReadOnlyList<LotRemoval> Removals { get; init; } = [];
}
