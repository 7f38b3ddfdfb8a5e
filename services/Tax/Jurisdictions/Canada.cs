using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Canada: adjusted cost base with superficial losses, Schedule 3.</summary>
internal sealed class Canada : IJurisdiction
{
    public string Name => "ca";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("America/Toronto");

    public IReadOnlyList<string> Methods { get; } = ["acb"];

    public Paper Paper => Paper.Letter;

    public LotScope DefaultScope => LotScope.Universal;

    public TaxReturn Return(ReturnInput input)
    {
        var gain = ReturnInput.Sum(input.Rows, r => r.GainWithFeeColumn) + input.Positions;
        return new TaxReturn($"{input.Year}", [Schedule3(input)],
        [
            new("15199", "Proceeds of crypto-assets", ReturnInput.Sum(input.Rows, r => r.Proceeds)),
            new("15300", "Gains (losses) of crypto-assets", ReturnInput.Sum(input.Rows, r => r.GainWithFeeColumn)),
            new("denied", "Superficial losses denied, added to the cost base", ReturnInput.Sum(input.Rows, r => r.Adjustment)),
            new("positions", "Results of margin, futures and funding", input.Positions),
            new("12700", "Taxable capital gains", Taxable(gain, input.Start)),
            new("13000", "Other income in crypto-assets", input.Income),
        ]);
    }

    /// <summary>The included share of a gain; a net loss is not deducted from other income.</summary>
    public static Quantity Taxable(Quantity gain, DateOnly day) => gain.Sign <= 0 ? Quantity.Zero : FormRounding.Cents(gain * ParameterTable.Get("ca", "inclusion", day));

    private static FormSheet Schedule3(ReturnInput input) => new(
        "schedule-3",
        ["asset", "units", "sold", "year_of_acquisition", "proceeds", "adjusted_cost_base", "outlays", "denied_loss", "gain", "rule", "basis_state"],
        ["proceeds", "adjusted_cost_base", "outlays", "denied_loss", "gain"],
        [.. input.Rows.Select(r => new[]
        {
            r.Piece.Asset.Value, r.Piece.Units.ToString(), GainSheet.Day(r.Disposed), "various", FormRounding.Text(r.Proceeds), FormRounding.Text(r.Basis), FormRounding.Text(r.Fee),
            FormRounding.Text(r.Adjustment), FormRounding.Text(r.GainWithFeeColumn), r.Piece.Rule, GainSheet.State(r),
        })])
    { Title = "Schedule 3 - bonds, debentures, promissory notes, crypto-assets" };
}
