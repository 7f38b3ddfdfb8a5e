using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Bridge;

/// <summary>
/// From what the books of Portfolio realised in a tax year, or between any two days, to what tax realises of it, one difference at a time: each step computes it again with one thing more as the law has it,
/// and its line is what that changed. So the lines sum to the last one, exactly.
/// </summary>
internal sealed class TaxBridge
{
    private static readonly EventClass[] Incomes =
        [EventClass.Income, EventClass.Staking, EventClass.Mining, EventClass.Airdrop, EventClass.Interest, EventClass.Fork, EventClass.Rebate];

    private readonly YearReport _report;
    private readonly List<BridgeLine> _lines = [];
    private Quantity _reached;

    private TaxBridge(YearReport report) => _report = report;

    /// <summary>The bridge of a year or of days: what the books realised, the differences, what tax realises. The first and the last line are totals.</summary>
    public static IReadOnlyList<BridgeLine> Of(EntityLedger ledger, YearReport report)
    {
        var book = BookResult.Between(ledger, ledger.Settings.Law.Calendar.Midnight(report.Start), report.End);
        return new TaxBridge(report).Lines(book, report.Options.Year is { } year ? ledger.Filed.RowsOf(year) : ledger.Filed.Current);
    }

    private List<BridgeLine> Lines((Quantity All, Quantity Money) book, LedgerRows source)
    {
        var (rows, ids) = FeelessRows.Of(source);
        var options = _report.Options with { IsSealed = false };
        var average = options.Choice with { Methods = [new DatedMethod("average", null)], Scope = LotScope.Wallet, Switch = null, AverageKeepsDates = false };
        var plain = TreatmentTable.For("none");
        var law = TreatmentTable.For(options.Jurisdiction.Name);
        Quantity Total(EngineChoice choice, TreatmentTable table) => TotalOf(TaxComputation.OfAll(options with { Choice = choice }, [.. rows], ids, table).Outcome());
        // Without the units that fees took, lots that were named one by one would not fit: the written rule stands in until fees are there.
        _lines.Add(new("book", "Realised by the books: average cost by account, fees apart", book.All));
        _reached = book.All;
        Step("foreign-money", "Gains on money of other currencies: the books have them, these taxes do not", book.All - book.Money);
        Step("events", "What the books and tax see differently: units that were short, basis from accounts of other entities, closed years as they were filed", Total(average, plain.With(EventClass.Deposit, Treatment.Acquire)));
        Step("unknown-basis", "Deposits of unknown basis: at market value in the books, at nothing here", Total(average, plain));
        Step("income", "Income as the law treats it", Total(average, plain.With(law, Incomes.Contains)));
        Step("treatment", "Gifts, losses, wraps and the like as the law treats them", Total(average, law));
        Step("scope", $"Which units may be matched: {options.Scope}", Total(average with { Scope = options.Choice.Scope }, law));
        Step("method", $"Method: {options.Method}", Total(options.Choice with { Allocated = [] }, law));
        Step("fees", options.Choice.Allocated.Count > 0 ? "Fees in cost and proceeds; lots allocated to wallets one by one" : "Fees in cost and proceeds", TotalOf(_report.Outcome));
        Step("rounding", "Columns of the form rounded", ReturnInput.Sum(_report.Forms, f => f.Gain) + ReturnInput.Sum(_report.Cash.Where(c => !c.IsIncome), c => FormRounding.Cents(c.Amount)));
        _lines.Add(new("tax", "Realised for tax: gains of the form and results of positions", _reached));
        return _lines;
    }

    private void Step(string code, string label, Quantity reached)
    {
        _lines.Add(new(code, label, reached - _reached));
        _reached = reached;
    }

    private Quantity TotalOf(Outcome outcome)
    {
        var year = new YearReport(_report.Options with { IsSealed = false }, outcome);
        return ReturnInput.Sum(year.Rows, r => year.Result.Rows[r].GainNet) + ReturnInput.Sum(year.Cash.Where(c => !c.IsIncome), c => c.Amount);
    }
}

/// <summary>A line of the bridge.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Label">In words.</param>
/// <param name="Amount">Exact.</param>
internal sealed record BridgeLine(string Code, string Label, Quantity Amount);
