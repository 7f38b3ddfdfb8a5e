using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>No law: gains by any method, in UTC.</summary>
internal sealed class NoJurisdiction : IJurisdiction
{
    public string Name => "none";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("UTC");

    public IReadOnlyList<string> Methods { get; } = ["fifo", "lifo", "hifo", "lofo", "average", "specific", "s104", "acb", "total-average", "whole-portfolio"];

    public LotScope DefaultScope => LotScope.Universal;

    public string Term(DateOnly acquired, DateOnly disposed) => HoldingPeriod.IsLong(acquired, disposed) ? "long" : "short";

    public TaxReturn Return(ReturnInput input) => new(
        $"{input.Year}",
        [GainSheet.Of("gains", input)],
        [new("gain", "Gains less losses", ReturnInput.Sum(input.Rows, r => r.Gain)), new("income", "Income", input.Income), new("positions", "Results of positions", input.Positions)]);
}
