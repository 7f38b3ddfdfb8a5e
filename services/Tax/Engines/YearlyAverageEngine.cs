using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Japan: total average per asset and year.</summary>
internal sealed class YearlyAverageEngine(TaxCalendar calendar) : HistoryEngine
{
    protected override AssetHistory Fold(AssetId asset, IReadOnlyList<LotEvent> events)
    {
        var folded = YearlyAverageBook.Fold(events, time => calendar.YearOf(calendar.Day(time)));
        return new AssetHistory(folded.Pieces, folded.Units, folded.Cost, folded.Shortfalls);
    }
}
