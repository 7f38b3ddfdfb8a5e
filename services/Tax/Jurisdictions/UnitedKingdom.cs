using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>United Kingdom, individuals: share matching, SA108.</summary>
internal sealed class UnitedKingdom : IJurisdiction
{
    private static readonly DateOnly RateChange = new(2024, 10, 30);

    // The section for cryptoassets came with 2024/25; before, they are other property [K].
    private static readonly string[] Own = ["13.1", "13.2", "13.3", "13.4", "13.5"], Other = ["14", "15", "16", "17", "19"];

    public string Name => "uk";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("Europe/London", 4, 6);

    public IReadOnlyList<string> Methods { get; } = ["s104"];

    public LotScope DefaultScope => LotScope.Universal;

    public Allowance? Allowance(ReturnInput input) =>
        Previews.Allowance.Of("annual exempt amount (TCGA s.1K)", ParameterTable.Get("uk", "allowance", input.Start), ReturnInput.Sum(input.Rows, r => r.GainWithFeeColumn) + input.Positions);

    public TaxReturn Return(ReturnInput input)
    {
        var disposals = input.Rows.GroupBy(r => (r.Piece.Asset, r.Disposed)).Select(g => (g.Key.Disposed, Gain: ReturnInput.Sum(g, r => r.GainWithFeeColumn))).ToArray();
        return new TaxReturn($"{input.Year}/{(input.Year + 1) % 100:00}", [Computation(input)], Lines(input, disposals));
    }

    private static List<FormLine> Lines(ReturnInput input, (DateOnly Day, Quantity Gain)[] disposals)
    {
        var proceeds = ReturnInput.Sum(input.Rows, r => r.Proceeds);
        var gains = ReturnInput.Sum(disposals.Where(d => d.Gain.Sign > 0), d => d.Gain);
        var losses = -ReturnInput.Sum(disposals.Where(d => d.Gain.Sign < 0), d => d.Gain);
        var allowance = ParameterTable.Get("uk", "allowance", input.Start);
        var net = gains - losses + input.Positions;
        var report = gains > allowance || proceeds > ParameterTable.Get("uk", "report-proceeds", input.Start);
        var late = ReturnInput.Sum(disposals.Where(d => d.Day >= RateChange), d => d.Gain);
        var boxes = input.Year >= 2024 ? Own : Other;
        List<FormLine> lines =
        [
            new(boxes[0], "Number of disposals", disposals.Length),
            new(boxes[1], "Disposal proceeds", proceeds),
            new(boxes[2], "Allowable costs, fees included", ReturnInput.Sum(input.Rows, r => r.Basis + r.Fee)),
            new(boxes[3], "Gains in the year, before losses", gains),
            new(boxes[4], "Losses in the year", losses),
            new("positions", "Results of margin, futures and funding", input.Positions),
            new("allowance", "Annual exempt amount", allowance),
            new("taxable", "Gains less losses above the annual exempt amount", net > allowance ? net - allowance : Quantity.Zero),
            new("report", "Must be reported (1) or not (0)", report ? 1 : 0),
            new("income", "Miscellaneous income (SA100)", input.Income),
        ];
        if (input.Year == 2024) lines.Add(new("from-30-october", "Of the gains less losses: disposals from 30 October 2024, at 18/24 % (box 51 adjusts)", late));
        return lines;
    }

    private static FormSheet Computation(ReturnInput input) => new(
        "sa108-computation",
        ["asset", "date", "quantity", "rule", "match_date", "proceeds", "cost", "fee", "gain", "basis_state"],
        ["proceeds", "cost", "fee", "gain"],
        [.. input.Rows.Select(r => new[]
        {
            r.Piece.Asset.Value, GainSheet.Day(r.Disposed), r.Piece.Units.ToString(), r.Piece.Rule, GainSheet.Day(r.Acquired),
            FormRounding.Text(r.Proceeds), FormRounding.Text(r.Basis), FormRounding.Text(r.Fee), FormRounding.Text(r.GainWithFeeColumn), GainSheet.State(r),
        })])
    { Title = "SA108 - computation of gains on cryptoassets" };
}
