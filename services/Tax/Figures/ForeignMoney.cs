using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// Money of other currencies than the books'. No law of this version has a rule for what its rate gained or lost (no official text for one is at hand), so it is not part of a return;
/// that is said for each currency instead of being left out in silence.
/// </summary>
internal static class ForeignMoney
{
    /// <summary>One problem for each currency the entity ever held beside that of its books, at the first transaction with it.</summary>
    public static IEnumerable<Problem> Of(EntityLedger ledger)
    {
        var wallets = ledger.Accounts.ToDictionary(a => a.Id, a => a.Wallet);
        return ledger.View.Entries.Where(e => wallets.ContainsKey(e.Account))
            .SelectMany(e => e.Legs.Where(l => RateBook.IsMoney(l.Asset) && l.Asset != ledger.Rates.Currency).Select(l => (Entry: e, l.Asset)))
            .GroupBy(m => m.Asset).OrderBy(g => g.Key).Select(g => g.First())
            .Select(m => new Problem(
                "foreign-money", "", m.Entry.Time, wallets[m.Entry.Account], m.Asset.Value, "",
                $"Money that is not {ledger.Rates.Word} counts at its rate, and what the rate itself gained or lost is not computed: there is no rule for it here ({ledger.Settings.Jurisdiction}).",
                "Where the law taxes such gains, compute them apart: the line foreign-money of the bridge tells what the books realised on them."));
    }
}
