using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Germany, private assets: wallet by wallet, free after a year (§23 EStG), exemption limits that are cliffs, Anlage SO.</summary>
internal sealed class Germany : IJurisdiction
{
    public string Name => "de";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("Europe/Berlin");

    public IReadOnlyList<string> Methods { get; } = ["fifo", "average", "lifo", "specific"];

    // The average is a way of telling the cost; the year of EStG 23 is a unit's own, the earliest units being sold first (BMF 2025-03-06; how it joins the two is [K]).
    public bool AverageKeepsDates => true;

    public LotScope DefaultScope => LotScope.Wallet;

    public string Term(DateOnly acquired, DateOnly disposed) => HoldingPeriod.IsLong(acquired, disposed) ? "long" : "short";

    public Allowance? Allowance(ReturnInput input) =>
        Previews.Allowance.Of("exemption limit of private sales: at the limit all is taxed (EStG 23 (3) 5)", ParameterTable.Get("de", "gain-limit", input.Start), ReturnInput.Sum(input.Rows.Where(IsTaxable), r => r.GainWithFeeColumn));

    public TaxReturn Return(ReturnInput input)
    {
        var gain = ReturnInput.Sum(input.Rows.Where(IsTaxable), r => r.GainWithFeeColumn);
        return new TaxReturn($"{input.Year}", [AnlageSo(input)],
        [
            new("54", "Gains and losses of private sales within a year (114/115)", gain),
            new("54-taxable", "Of that taxable after the exemption limit", TaxableGain(gain, input.Start)),
            new("free", "Gains free after one year", ReturnInput.Sum(input.Rows.Where(r => !IsTaxable(r)), r => r.GainWithFeeColumn)),
            new("10", "Income of services (§22 Nr. 3)", input.Income),
            new("10-taxable", "Of that taxable after the exemption limit", TaxableIncome(input.Income, input.Start)),
            new("positions", "Results of margin, futures and funding (§20)", input.Positions),
        ]);
    }

    /// <summary>A gain below the limit is free, at the limit all of it is taxed; a loss stays a loss.</summary>
    public static Quantity TaxableGain(Quantity gain, DateOnly day) => gain.Sign > 0 && gain < ParameterTable.Get("de", "gain-limit", day) ? Quantity.Zero : gain;

    /// <summary>The same for income of services.</summary>
    public static Quantity TaxableIncome(Quantity income, DateOnly day) => income < ParameterTable.Get("de", "income-limit", day) ? Quantity.Zero : income;

    private static bool IsTaxable(FormRow row) => row.Acquired is not { } acquired || !HoldingPeriod.IsLong(acquired, row.Disposed);

    private static FormSheet AnlageSo(ReturnInput input) => new(
        "anlage-so",
        ["wallet", "asset", "units", "bought", "sold", "days_held", "method", "proceeds", "cost", "fee", "gain", "taxable", "basis_state"],
        ["proceeds", "cost", "fee", "gain"],
        [.. input.Rows.Select(r => new[]
        {
            r.Piece.Wallet, r.Piece.Asset.Value, r.Piece.Units.ToString(), GainSheet.Day(r.Acquired), GainSheet.Day(r.Disposed), r.Acquired is { } day ? $"{r.Disposed.DayNumber - day.DayNumber}" : "",
            r.Piece.Rule, FormRounding.Text(r.Proceeds), FormRounding.Text(r.Basis), FormRounding.Text(r.Fee), FormRounding.Text(r.GainWithFeeColumn), IsTaxable(r) ? "Y" : "N", GainSheet.State(r),
        })])
    { Title = "Anlage SO - private Veräußerungsgeschäfte" };
}
