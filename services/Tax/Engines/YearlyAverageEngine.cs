using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Japan: total average per asset and year.</summary>
internal sealed class YearlyAverageEngine(EngineChoice choice) : IDisposalEngine
{
    private readonly AssetEvents _events = new();

    public void Apply(in LotEvent e)
    {
        if (choice.Until is { } until && choice.Calendar.Day(e.Time) >= until) return;
        _events.Add(e);
    }

    public TaxResult Result()
    {
        var results = _events.ByAsset().Select(a => (a.Asset, Result: YearlyAverageBook.Fold(a.Events, t => choice.Calendar.YearOf(choice.Calendar.Day(t))))).ToArray();
        return new TaxResult(
            [.. results.SelectMany(r => r.Result.Pieces)],
            [.. results.Where(r => r.Result.Units.Sign > 0).Select(r => new ResultLot("", r.Asset, new OpenLot(-1, null, r.Result.Units, r.Result.Cost, Quantity.Zero, BasisState.Confirmed)))],
            [.. results.SelectMany(r => r.Result.Shortfalls)])
        { Notes = _events.Notes };
    }
}
