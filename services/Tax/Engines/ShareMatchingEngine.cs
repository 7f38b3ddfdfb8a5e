using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>United Kingdom share matching by local day. Fees of acquisitions are inside the cost.</summary>
internal sealed class ShareMatchingEngine(EngineChoice choice) : HistoryEngine
{
    protected override bool ByDay => true;

    protected override AssetHistory Fold(AssetId asset, IReadOnlyList<LotEvent> events)
    {
        var matched = ShareMatching.Match(Days(events), default, choice.Until);
        return new AssetHistory(
            [.. matched.Matches.Select(m => Row(asset, m))],
            matched.Pool.Units,
            matched.Pool.Cost,
            [.. matched.Matches.Where(m => m.Basis == BasisState.Unknown).Select(m => new LotShortfall(-1, Midnight(m.DisposalDay), "", asset, m.Units, m.Units))])
        { Removals = [.. matched.Removals.Select(m => new LotRemoval(-1, Midnight(m.Day), "", asset, m.Units, m.Cost, Quantity.Zero, "removed"))] };
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
                LotEventKind.Sell => day with { DisposedUnits = day.DisposedUnits + e.Units, Proceeds = day.Proceeds + e.Value - e.Fee, DisposalFee = day.DisposalFee + e.Fee },
                LotEventKind.Remove => day with { RemovedUnits = day.RemovedUnits + e.Units },
                _ => day with { AcquiredUnits = day.AcquiredUnits + e.Units, AcquiredCost = day.AcquiredCost + e.Value + e.Fee },
            };
        }

        return days;
    }

    private static MatchedPiece Row(AssetId asset, ShareMatch m) => new(
        asset, -1, Midnight(m.DisposalDay), -1, m.AcquisitionDay is { } day ? Midnight(day) : null, m.Units, m.Proceeds + m.Fee, m.Cost, Quantity.Zero, m.Fee, m.Rule, m.Basis);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
