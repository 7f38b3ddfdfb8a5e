using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>United Kingdom share matching by local day. Fees are inside proceeds and cost.</summary>
internal sealed class ShareMatchingEngine(EngineChoice choice) : IDisposalEngine
{
    private readonly AssetEvents _events = new();

    // The 30-day rule looks beyond the year; later acquisitions change no earlier disposal.
    private readonly DateOnly? _horizon = choice.Until?.AddDays(30);

    public void Apply(in LotEvent e)
    {
        if (_horizon is { } horizon && choice.Calendar.Day(e.Time) >= horizon) return;
        _events.Add(e);
    }

    public TaxResult Result()
    {
        var results = _events.ByAsset().Select(a => (a.Asset, Result: ShareMatching.Match(Days(a.Events), default, choice.Until))).ToArray();
        return new TaxResult(
            [.. results.SelectMany(s => s.Result.Matches.Select(m => Row(s.Asset, m)))],
            [.. results.Where(s => s.Result.Pool.Units.Sign > 0).Select(s => new ResultLot("", s.Asset, new OpenLot(-1, null, s.Result.Pool.Units, s.Result.Pool.Cost, Quantity.Zero, BasisState.Confirmed)))],
            [.. results.SelectMany(s => s.Result.Matches.Where(m => m.Basis == BasisState.Unknown).Select(m => new LotShortfall(-1, Midnight(m.DisposalDay), "", s.Asset, m.Units, m.Units)))])
        { ByDay = true, Notes = _events.Notes, Removals = [.. results.SelectMany(r => r.Result.Removals.Select(m => new LotRemoval(-1, Midnight(m.Day), "", r.Asset, m.Units, m.Cost, Quantity.Zero, "removed")))] };
    }

    private List<ShareDay> Days(IReadOnlyList<LotEvent> events)
    {
        var days = new List<ShareDay>();
        foreach (var e in events)
        {
            var key = choice.Calendar.Day(e.Time);
            if (days.Count == 0 || days[^1].Day != key) days.Add(new ShareDay(key, default, default, default, default));
            var day = days[^1];
            days[^1] = e.Kind switch
            {
                LotEventKind.Sell => day with { DisposedUnits = day.DisposedUnits + e.Units, Proceeds = day.Proceeds + e.Value - e.Fee },
                LotEventKind.Remove => day with { RemovedUnits = day.RemovedUnits + e.Units },
                _ => day with { AcquiredUnits = day.AcquiredUnits + e.Units, AcquiredCost = day.AcquiredCost + e.Value + e.Fee },
            };
        }

        return days;
    }

    private static MatchedPiece Row(AssetId asset, ShareMatch m) => new(
        asset, -1, Midnight(m.DisposalDay), -1, m.AcquisitionDay is { } day ? Midnight(day) : null, m.Units, m.Proceeds, m.Cost, Quantity.Zero, Quantity.Zero, m.Rule, m.Basis);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
