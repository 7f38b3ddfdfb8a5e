using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
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
        var (scenario, now) = (input.ToScenario(), book.Snapshot);
        var loss = StressTest.Loss(BookRisk.Held(now), scenario, contracts: BookRisk.Contracts(now));
        var left = book.After(Left(now, scenario));
        var report = RiskItem.Of(now.Portfolio.Value, BookRisk.Report(left, double.NaN, 0, default(Stamp), now.At));
        return new(double.IsFinite(loss) ? loss : null, report.State, report.Reason, report.Methods, report.Coverage) { Explain = RiskExplanationItem.Of(book, RiskFormulas.After) };
    }

    /// <summary>What is left of it: wallets after the shocks, and contracts worth anew, with the slopes they have then; those of a failed venue are gone, with what they were worth.</summary>
    private static BookSnapshot Left(BookSnapshot book, Scenario scenario)
    {
        var lasting = book.Contracts.Where(c => !IsGone(c)).Select(c => c with { Terms = StressTest.Under(c.Terms, scenario) });
        var overlay = DerivativeOverlay.Of([.. lasting], book.Derivatives);
        var (lying, contracts) = (BookRisk.Lying(book), BookRisk.Contracts(book));
        var profits = StressTest.Profits(Array.ConvertAll(lying, l => l.Exposure), scenario, contracts: contracts);
        var sums = new Dictionary<AssetId, double>();
        for (var i = 0; i < lying.Length; i++) Add(lying[i].Asset, lying[i].Exposure.Worth + profits[i]);
        // What a failed venue pays of its contracts, or is still owed for them, comes in what they were settled in.
        for (var i = 0; i < contracts.Length; i++)
            if (IsGone(book.Contracts[i])) Add(book.Contracts[i].Money, contracts[i].Worth + profits[lying.Length + i]);
        return book with { Assets = [.. book.Assets.Select(a => overlay.On(a.Worth is null ? a : a with { Worth = sums.GetValueOrDefault(a.Asset), Held = null, Overlay = Overlay.None }))], Contracts = overlay.Contracts };

        bool IsGone(OpenContract contract) => scenario.FailedVenues?.Contains(contract.Terms.Venue) == true;
        void Add(AssetId asset, double worth) => sums[asset] = sums.GetValueOrDefault(asset) + worth;
    }
}
