using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Bridge;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A tax year of a legal entity, computed from its ledger as it is now.</summary>
/// <param name="Year">The calendar year it begins in.</param>
/// <param name="Label">As the jurisdiction writes it.</param>
/// <param name="Jurisdiction">The law that was applied.</param>
/// <param name="Currency">All amounts are in it.</param>
/// <param name="Method">How disposals were matched.</param>
/// <param name="Scope">Which units were matched.</param>
/// <param name="Totals">Sums of its rows.</param>
/// <param name="Lines">Lines of the return.</param>
/// <param name="From">Its first day, local.</param>
/// <param name="To">Its last day, local.</param>
/// <param name="Closed">With what it was closed: its figures are those that were filed; null while it is open.</param>
[GraphQLName("TaxYear")]
internal sealed record TaxYearItem(
    int Year, string Label, string Jurisdiction, string Currency, string Method, string Scope, TaxTotalsItem Totals, IReadOnlyList<TaxLineItem> Lines, string From, string To, TaxClosedYearItem? Closed)
{
    [GraphQLIgnore]
    public required EntityLedger Ledger { get; init; }

    [GraphQLIgnore]
    public required YearReport Report { get; init; }

    /// <summary>The year as it was made once of this state of the ledger.</summary>
    public static TaxYearItem Of(EntityLedger ledger, YearReport report, int year) => ledger.Figures.Once($"year {report.Key}", () => Made(ledger, report, year));

    private static TaxYearItem Made(EntityLedger ledger, YearReport report, int year)
    {
        var filed = report.Return(year);
        var closed = ledger.Filed.Years.FirstOrDefault(y => y.Year == year);
        return new(
            year, filed.Year, report.Options.Jurisdiction.Name, report.Options.Currency, report.Options.Method, report.Options.Scope, TaxTotalsItem.Of(report),
            [.. filed.Lines.Select(l => new TaxLineItem(l.Code, l.Label, l.Amount))], GainSheet.Day(report.Start), GainSheet.Day(report.Until.AddDays(-1)), closed is null ? null : TaxClosedYearItem.Of(closed.Closing))
        { Ledger = ledger, Report = report };
    }
}

/// <summary>A line of a return.</summary>
/// <param name="Code">As the form numbers it.</param>
/// <param name="Label">What it is.</param>
/// <param name="Amount">Rounded as the form has it.</param>
[GraphQLName("TaxLine")]
internal sealed record TaxLineItem(string Code, string Label, Quantity Amount);

/// <summary>Sums of a year, of rows rounded as the form has them.</summary>
/// <param name="Rows">Matched rows.</param>
/// <param name="Proceeds">Less fees of the disposals.</param>
/// <param name="Basis">With fees of the acquisitions.</param>
/// <param name="Gain">Proceeds less basis, with adjustments.</param>
/// <param name="ShortTerm">Of that short-term; zero where the holding period means nothing.</param>
/// <param name="LongTerm">Of that long-term.</param>
/// <param name="UnknownBasis">Of that on rows whose basis nobody knows.</param>
/// <param name="Income">Income at its value when it came.</param>
/// <param name="Positions">Results of margin and futures positions and funding.</param>
[GraphQLName("TaxTotals")]
internal sealed record TaxTotalsItem(int Rows, Quantity Proceeds, Quantity Basis, Quantity Gain, Quantity ShortTerm, Quantity LongTerm, Quantity UnknownBasis, Quantity Income, Quantity Positions)
{
    public static TaxTotalsItem Of(YearReport report)
    {
        var forms = report.Forms;
        Quantity Sum(Func<FormRow, bool> which, Func<FormRow, Quantity> value) => ReturnInput.Sum(forms.Where(which), value);
        return new(
            forms.Length, Sum(_ => true, f => f.NetProceeds), Sum(_ => true, f => f.Basis), Sum(_ => true, f => f.Gain), Sum(f => report.Term(f) == "short", f => f.Gain), Sum(f => report.Term(f) == "long", f => f.Gain),
            Sum(f => f.Piece.Basis == BasisState.Unknown, f => f.Gain), ReturnInput.Sum(report.Cash.Where(c => c.IsIncome), c => FormRounding.Cents(c.Amount)),
            ReturnInput.Sum(report.Cash.Where(c => !c.IsIncome), c => FormRounding.Cents(c.Amount)));
    }
}

/// <summary>The same year by another method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Scope">Which units were matched.</param>
/// <param name="Totals">Sums of its rows.</param>
[GraphQLName("TaxMethodComparison")]
internal sealed record TaxMethodItem(string Method, string Scope, TaxTotalsItem Totals);

/// <summary>A line from what the books realised to what tax realises; the first and the last are totals, the others sum to their difference.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Label">In words.</param>
/// <param name="Amount">Exact.</param>
[GraphQLName("TaxBridgeLine")]
internal sealed record BridgeLineItem(string Code, string Label, Quantity Amount)
{
    /// <summary>The bridge of a report, made once of this state of the ledger.</summary>
    public static IReadOnlyList<BridgeLineItem> Of(EntityLedger ledger, YearReport report) => ledger.Figures.Once(
        $"bridge {report.Key}", () => (IReadOnlyList<BridgeLineItem>)[.. TaxBridge.Of(ledger, report).Select(l => new BridgeLineItem(l.Code, l.Label, l.Amount))]);
}

/// <summary>Units still held, with what they cost.</summary>
/// <param name="Row">The row that acquired them; pool for an average.</param>
/// <param name="TransactionId">The ledger's transaction; null for a pool.</param>
/// <param name="Wallet">Where; empty for a pool over all wallets.</param>
/// <param name="AssetId">Of what.</param>
/// <param name="Acquired">When; null for a pool.</param>
/// <param name="Units">How many.</param>
/// <param name="Cost">With fees of the acquisition; exact.</param>
/// <param name="BasisKnown">Whether the cost is known.</param>
[GraphQLName("TaxLot")]
internal sealed record TaxLotItem(string Row, [property: ID] Guid? TransactionId, string Wallet, string AssetId, DateTimeOffset? Acquired, Quantity Units, Quantity Cost, bool BasisKnown)
{
    public static TaxLotItem Of(TaxYearItem year, ResultLot l)
    {
        var row = l.Lot.Id < 0 ? "pool" : year.Report.Outcome.Ids[l.Lot.Id];
        return new(row, TaxRows.Entry(year, row), l.Wallet, l.Asset.Value, l.Lot.Acquired, l.Lot.Units, l.Lot.Cost + l.Lot.Fee, l.Lot.Basis == BasisState.Confirmed);
    }
}
