using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Japan: total average per asset and year, or moving average by election; miscellaneous income in whole yen.</summary>
internal sealed class Japan : IJurisdiction
{
    public string Name => "jp";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("Asia/Tokyo");

    public IReadOnlyList<string> Methods { get; } = ["total-average", "moving-average"];

    public LotScope DefaultScope => LotScope.Universal;

    public TaxReturn Return(ReturnInput input)
    {
        var yen = input.Rows.Select(r => r with { Digits = 0 }).ToArray();
        var gain = ReturnInput.Sum(yen, r => r.GainWithFeeColumn);
        var income = FormRounding.HalfUp(input.Income, 0);
        var positions = FormRounding.HalfUp(input.Positions, 0);
        return new TaxReturn($"{input.Year}", [Computation(yen)],
        [
            new("gain", "Gains less losses of disposals", gain),
            new("income", "Rewards at receipt", income),
            new("positions", "Results of margin, futures and funding", positions),
            new("miscellaneous", "Miscellaneous income from crypto-assets", gain + income + positions),
        ]);
    }

    private static FormSheet Computation(FormRow[] rows) => new(
        "crypto-computation",
        ["asset", "units", "sold", "proceeds", "cost", "fee", "gain", "method", "basis_state"],
        ["proceeds", "cost", "fee", "gain"],
        [.. rows.Select(r => new[]
        {
            r.Piece.Asset.Value, r.Piece.Units.ToString(), GainSheet.Day(r.Disposed), Text(r.Proceeds), Text(r.Basis), Text(r.Fee), Text(r.GainWithFeeColumn), r.Piece.Rule, GainSheet.State(r),
        })])
    { Title = "Computation of miscellaneous income from crypto-assets" };

    private static string Text(Quantity yen) => FormRounding.Text(yen, 0);
}
