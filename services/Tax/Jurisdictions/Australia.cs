using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>Australia, individuals: parcels, discount after twelve months, return item 18.</summary>
internal sealed class Australia : IJurisdiction
{
    public string Name => "au";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("Australia/Sydney", 7, 1);

    public IReadOnlyList<string> Methods { get; } = ["fifo", "specific", "lifo", "hifo", "lofo"];

    public LotScope DefaultScope => LotScope.Universal;

    public string Term(DateOnly acquired, DateOnly disposed) => HoldingPeriod.IsLong(acquired, disposed) ? "long" : "short";

    public TaxReturn Return(ReturnInput input)
    {
        var other = ReturnInput.Sum(input.Rows.Where(r => r.Gain.Sign > 0 && !IsDiscounted(r)), r => r.Gain);
        var discounted = ReturnInput.Sum(input.Rows.Where(r => r.Gain.Sign > 0 && IsDiscounted(r)), r => r.Gain);
        var losses = -ReturnInput.Sum(input.Rows.Where(r => r.Gain.Sign < 0), r => r.Gain);
        if (input.Positions.Sign < 0) losses -= input.Positions;
        else other += input.Positions;
        var (net, carried) = NetGain(other, discounted, losses, input.Start);
        return new TaxReturn($"{input.Year}-{(input.Year + 1) % 100:00}", [Parcels(input)],
        [
            new("G", "Had a CGT event (1) or not (0)", input.Rows.Count > 0 ? 1 : 0),
            new("H", "Total current year capital gains", other + discounted),
            new("A", "Net capital gain", net),
            new("V", "Net capital losses carried forward", carried),
            new("income", "Other income in crypto-assets", input.Income),
        ]);
    }

    /// <summary>Losses before the discount, against gains without one first; what is left of discountable gains is halved.</summary>
    public static (Quantity Net, Quantity Carried) NetGain(Quantity other, Quantity discounted, Quantity losses, DateOnly day)
    {
        var left = other + discounted - losses;
        if (left.Sign <= 0) return (Quantity.Zero, -left);
        var discountable = left < discounted ? left : discounted;
        return (FormRounding.Cents(left - (discountable * ParameterTable.Get("au", "discount", day))), Quantity.Zero);
    }

    private static bool IsDiscounted(FormRow row) => row.Acquired is { } acquired && HoldingPeriod.IsLong(acquired, row.Disposed);

    private static FormSheet Parcels(ReturnInput input) => new(
        "cgt-schedule",
        ["asset", "units", "cgt_event", "acquired", "disposed", "proceeds", "cost_base", "gain", "discount", "method", "basis_state"],
        ["proceeds", "cost_base", "gain"],
        [.. input.Rows.Select(r => new[]
        {
            r.Piece.Asset.Value, r.Piece.Units.ToString(), r.Piece.Proceeds.IsZero ? "C1" : "A1", GainSheet.Day(r.Acquired), GainSheet.Day(r.Disposed), FormRounding.Text(r.NetProceeds), FormRounding.Text(r.Basis),
            FormRounding.Text(r.Gain), r.Gain.Sign > 0 && IsDiscounted(r) ? "Y" : "N", r.Piece.Rule, GainSheet.State(r),
        })])
    { Title = "CGT schedule - parcels of crypto-assets" };
}
