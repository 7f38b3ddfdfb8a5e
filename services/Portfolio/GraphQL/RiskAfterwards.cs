using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The risk of what a scenario leaves. Fractions are of what is left; null is "not enough data", with the reason beside it.</summary>
/// <param name="Loss">What the scenario takes, as a fraction of the value before.</param>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is no figure.</param>
/// <param name="Methods">Value at risk and expected shortfall of a day of what is left, by method.</param>
/// <param name="Coverage">What the figures are made of.</param>
[GraphQLName("RiskAfter")]
internal sealed record RiskAfterItem(double? Loss, string State, string? Reason, IReadOnlyList<RiskMethodItem> Methods, RiskCoverageItem Coverage)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;
}

/// <summary>Applies a scenario to a book and looks at the rest. Pure.</summary>
internal static class RiskAfterwards
{
    public static RiskAfterItem Of(CoveredBook book, ScenarioInput input)
    {
        var scenario = input.ToScenario();
        var loss = StressTest.Loss(BookRisk.Positions(book.Snapshot), scenario);
        var left = book.At(book.Snapshot with { Assets = [.. book.Snapshot.Assets.Select(a => After(book.Snapshot, a, scenario))] })!;
        var report = RiskItem.Of(book.Snapshot.Portfolio.Value, BookRisk.Report(left, double.NaN, 0, default(Stamp), book.Snapshot.At));
        return new(double.IsFinite(loss) ? loss : null, report.State, report.Reason, report.Methods, report.Coverage) { Explain = RiskExplanationItem.Of(book, RiskFormulas.After) };
    }

    private static HeldAsset After(BookSnapshot book, HeldAsset asset, Scenario scenario)
    {
        if (asset.Worth is null) return asset;
        var alone = book with { Assets = [asset] };
        return asset with { Worth = Left(BookRisk.Held(alone)), Overlay = asset.Overlay with { Sum = Left(BookRisk.Contracts(alone)) } };

        double Left(IEnumerable<Exposure> parts) => parts.ToArray() is var all ? all.Sum(p => p.Worth) + StressTest.Profits(all, scenario).Sum() : 0;
    }
}
