using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Canada: adjusted cost base over all wallets, with superficial losses.</summary>
internal sealed class SuperficialLossEngine(EngineChoice choice) : HistoryEngine
{
    protected override AssetHistory Fold(AssetId asset, IReadOnlyList<LotEvent> events)
    {
        var folded = SuperficialLossBook.Fold(events, choice.Calendar.Day, choice.Until);
        return new AssetHistory(folded.Pieces, folded.Units, folded.Cost, folded.Shortfalls);
    }
}
