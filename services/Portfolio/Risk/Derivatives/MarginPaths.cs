using System.Collections.Immutable;
using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>How a wallet of options fares as one underlying moves while others, volatilities and time stay: where it would be liquidated, and its margin ratio on the way. Pure.</summary>
internal static class MarginPaths
{
    private static readonly double[] Changes = [-0.5, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.5];

    /// <summary>By underlying; empty where the venue's rule is not known, or something an option is computed from was not told.</summary>
    public static ImmutableArray<MarginPathValue> Of(MarginBook book, IReadOnlyDictionary<string, double> volatilities, double horizon, DateTimeOffset now)
    {
        if (book.SoldOptionShare is not { } share || book is not { Equity: { } equity, Maintenance: { } maintenance }) return [];
        var contracts = book.Positions.Select(p => ContractTerms.Of(p.Fact, p.Mark, now)).ToArray();
        if (contracts.Contains(null) || contracts.All(c => c!.Option is null)) return [];
        var wallet = new OptionWallet(equity, maintenance, contracts!, share);
        return [.. contracts.GroupBy(c => c!.Underlying, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(wallet, g.Key, ContractTerms.UnderlyingOf(g.MinBy(c => c!.Option?.Years ?? 0)!), volatilities, horizon))];
    }

    private static MarginPathValue Of(OptionWallet wallet, string underlying, double level, IReadOnlyDictionary<string, double> volatilities, double horizon)
    {
        double?[] ends = [level * wallet.LiquidationAt(underlying, isFall: true), level * wallet.LiquidationAt(underlying, isFall: false)];
        // The sum for both sides is at least the probability that one of them is touched.
        double? probability = volatilities.TryGetValue(underlying, out var deviation)
            ? Math.Min(1, ends.OfType<double>().Sum(end => FirstPassage.Probability(level, end, deviation, horizon))) : null;
        return new(underlying, level, ends[0], ends[1], probability, [.. Changes.Select(c => new MarginPointValue(c, level * (1 + c), wallet.RatioAt(underlying, 1 + c)))]);
    }
}
