using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Canada: adjusted cost base over all wallets, with superficial losses.</summary>
internal sealed class SuperficialLossEngine(EngineChoice choice) : IDisposalEngine
{
    private readonly AssetEvents _events = new();
    private readonly DateOnly? _horizon = choice.Until?.AddDays(30);

    public void Apply(in LotEvent e)
    {
        if (_horizon is { } horizon && choice.Calendar.Day(e.Time) >= horizon) return;
        _events.Add(e);
    }

    public TaxResult Result()
    {
        var results = _events.ByAsset().Select(a => (a.Asset, Result: SuperficialLossBook.Fold(a.Events, choice.Calendar.Day, choice.Until))).ToArray();
        return new TaxResult(
            [.. results.SelectMany(r => r.Result.Pieces)],
            [.. results.Where(r => r.Result.Units.Sign > 0).Select(r => new ResultLot("", r.Asset, new OpenLot(-1, null, r.Result.Units, r.Result.Cost, Quantity.Zero, BasisState.Confirmed)))],
            [.. results.SelectMany(r => r.Result.Shortfalls)])
        { Notes = _events.Notes };
    }
}
