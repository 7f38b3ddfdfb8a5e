using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// Money of other currencies than the books'. What its rate gained or lost is not computed, because no official text of the rules is at hand, and is part of no return;
/// that is said for each currency, with what the law says as far as it is known (Data/foreign-money.csv), instead of being left out in silence.
/// </summary>
internal static class ForeignMoney
{
    private static readonly Dictionary<string, string> Rules = DataTable.Read("foreign-money.csv").ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    /// <summary>What a law says about such gains.</summary>
    public static string RuleOf(string jurisdiction) => Rules.GetValueOrDefault(jurisdiction, Rules["*"]);

    /// <summary>One problem for each currency the entity ever held beside that of its books, at the first transaction with it.</summary>
    public static IEnumerable<Problem> Of(EntityLedger ledger)
    {
        var wallets = ledger.Accounts.ToDictionary(a => a.Id, a => a.Wallet);
        return ledger.View.Entries.Where(e => wallets.ContainsKey(e.Account))
            .SelectMany(e => e.Legs.Where(l => RateBook.IsMoney(l.Asset) && l.Asset != ledger.Rates.Currency).Select(l => (Entry: e, l.Asset)))
            .GroupBy(m => m.Asset).OrderBy(g => g.Key).Select(g => g.First())
            .Select(m => new Problem(
                "foreign-money", "", m.Entry.Time, wallets[m.Entry.Account], m.Asset.Value, "",
                $"Money that is not {ledger.Rates.Word} counts at its rate, and what the rate itself gained or lost is not computed and part of no form. {RuleOf(ledger.Settings.Jurisdiction)}",
                "Where the law taxes such gains, compute them apart: the line foreign-money of the bridge tells what the books realised on them."));
    }
}
