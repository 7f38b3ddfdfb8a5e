using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What one asset, account or venue earned of a performance.</summary>
/// <param name="Key">The asset's or account's id, or the venue.</param>
/// <param name="Gain">In the portfolio's currency; all gains add up to the performance's.</param>
/// <param name="Contribution">The part of the time-weighted return it earned, linked over time: all parts add up to it; null when it cannot be told.</param>
[GraphQLName("PerformanceContribution")]
internal sealed record ContributionItem(string Key, Quantity Gain, double? Contribution);

/// <summary>Return for risk taken, from the returns of whole days; null cannot be told.</summary>
/// <param name="Days">How many days.</param>
/// <param name="Volatility">Of a year.</param>
/// <param name="Sharpe">Mean return over its deviation, of a year, without a riskless rate.</param>
/// <param name="Sortino">Mean return over the deviation below zero, of a year.</param>
/// <param name="Calmar">Growth of a year over the deepest drawdown.</param>
/// <param name="Omega">Gains over losses.</param>
/// <param name="Drawdown">The deepest fall below an earlier peak, a fraction of it.</param>
/// <param name="PeakAt">Since when it fell.</param>
/// <param name="TroughAt">When it was deepest.</param>
/// <param name="RecoveredAt">When the peak was seen again; null while it is not.</param>
[GraphQLName("PerformanceRatios")]
internal sealed record PerformanceRatios(
    int Days, double? Volatility, double? Sharpe, double? Sortino, double? Calmar, double? Omega, double? Drawdown, DateTimeOffset? PeakAt, DateTimeOffset? TroughAt, DateTimeOffset? RecoveredAt)
{
    public static PerformanceRatios Of(PastSeries series)
    {
        var returns = series.DailyReturns();
        if (returns.Length < 2) return new(returns.Length, null, null, null, null, null, null, null, null, null);
        var deepest = PortfolioPlatform.Risk.Performance.Drawdown.Deepest(returns);
        DateTimeOffset At(int period) => series.Points[series.DayEnds[period]].At;
        return new(
            returns.Length, PerformanceItem.Number(Annualisation.Volatility(Moments.Of(returns).StandardDeviation, Annualisation.Days)), PerformanceItem.Number(Ratios.Sharpe(returns)), PerformanceItem.Number(Ratios.Sortino(returns)),
            PerformanceItem.Number(Ratios.Calmar(returns)), PerformanceItem.Number(Ratios.Omega(returns)), deepest.Depth,
            deepest.Depth > 0 ? At(deepest.Peak) : null, deepest.Depth > 0 ? At(deepest.Trough) : null, deepest is { Depth: > 0, Recovery: { } recovered } ? At(recovered) : null);
    }
}

/// <summary>Adds to a performance where it came from and what it is beside others.</summary>
[ExtendObjectType(typeof(PerformanceItem))]
internal static class PerformanceStudyFields
{
    /// <summary>Who earned it, those that earned most first. Deposits in kind and what trades moved are no gain of anybody.</summary>
    /// <param name="performance">The performance.</param>
    /// <param name="by">What it is told by.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads the trades.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(300), ListSize(AssumedSize = 100)]
    public static async Task<IReadOnlyList<ContributionItem>> GetContributionsAsync([Parent] PerformanceItem performance, ProfitBy by, ClaimsPrincipal user, PastPartsLoader loader, CancellationToken cancellationToken)
    {
        if (await loader.LoadAsync(new(user.Tenant(), new(performance.PortfolioId), performance.From, performance.To, performance.KnownAt), cancellationToken) is not { } parts) return [];
        var linked = parts.Contributions();
        return [.. parts.Periods.SelectMany(p => p).GroupBy(p => ProfitTable.Key(new(p.Key.Account, p.Key.Asset), by, parts.Venues), StringComparer.Ordinal)
            .Select(g => new ContributionItem(g.Key, PerformanceItem.Money(Math.Round(g.Sum(p => p.Value), 8)), linked is null ? null : g.Select(p => p.Key).Distinct().Sum(p => linked[p])))
            .Where(c => !c.Gain.IsZero || c.Contribution is not (null or 0)).OrderByDescending(c => c.Gain).ThenBy(c => c.Key, StringComparer.Ordinal)];
    }

    /// <summary>Return for the risk that was taken.</summary>
    public static PerformanceRatios GetRatios([Parent] PerformanceItem performance) => PerformanceRatios.Of(performance.Past);

    /// <summary>Beside holding one asset, at the prices the performance is told at.</summary>
    /// <param name="performance">The performance.</param>
    /// <param name="asset">Which asset.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reader">Reads the closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(100)]
    public static async Task<BenchmarkItem> GetBenchmarkAsync([Parent] PerformanceItem performance, [ID] string asset, ClaimsPrincipal user, PastPerformance reader, CancellationToken cancellationToken)
    {
        var series = performance.Past;
        var prices = await reader.ClosesAsync(user.Tenant(), new(asset), series.Currency, [.. series.Points.Select(p => p.At)], performance.KnownAt, cancellationToken);
        return BenchmarkItem.Of(asset, series, prices);
    }
}

/// <summary>Parts of performances, each read once a request.</summary>
internal sealed class PastPartsLoader(IBatchScheduler scheduler, PastContributions contributions) : BatchDataLoader<PartsQuestion, PastParts>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<PartsQuestion, PastParts>> LoadBatchAsync(IReadOnlyList<PartsQuestion> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<PartsQuestion, PastParts>();
        foreach (var key in keys)
            if (await contributions.ReadAsync(key, cancellationToken) is { } parts) found[key] = parts;
        return found;
    }
}
