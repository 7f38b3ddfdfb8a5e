using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Brokers;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>United States, individuals: Form 8949, Schedule D. Wallet by wallet from 2025 (Reg. 1.1012-1(j)).</summary>
internal sealed class UnitedStates : IJurisdiction
{
    public string Name => "us";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("America/New_York");

    public IReadOnlyList<string> Methods { get; } = ["fifo", "lifo", "hifo", "lofo", "specific"];

    public Paper Paper => Paper.Letter;

    public LotScope DefaultScope => LotScope.Wallet;

    public DateOnly? WalletScopeFrom { get; } = new DateOnly(2025, 1, 1);

    public string Term(DateOnly acquired, DateOnly disposed) => HoldingPeriod.IsLong(acquired, disposed) ? "long" : "short";

    // Losses already realised use the limit; gains leave all of it.
    public Allowance? Allowance(ReturnInput input) =>
        Previews.Allowance.Of("net loss deductible this year (IRC 1211(b))", ParameterTable.Get("us", "loss-limit", input.Start), -(ReturnInput.Sum(input.Rows, r => r.Gain) + input.Positions));

    public TaxReturn Return(ReturnInput input)
    {
        var (rows, pairs) = BrokerMatch.Of(Form8949.Rows(input), input.Brokers);
        FormSheet[] told = pairs.Count > 0 ? [BrokerSheet.Of(pairs)] : [];
        return new TaxReturn($"{input.Year}", [Form8949.Sheet(rows), Form8949Imports.TurboTax(rows), Form8949Imports.TaxAct(rows), .. told], [.. ScheduleD.Lines(input, rows), .. BrokerLines.Of(input.Brokers)]);
    }
}
