using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Risk.Covariance;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Deviations of a year of underlyings, from their stored daily closes.</summary>
internal static class UnderlyingVolatility
{
    private const int Fewest = 20;
    private const double Decay = 0.94;
    private const double PeriodsPerYear = 365;

    /// <summary>By symbol, of those with at least twenty daily returns.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> ReadAsync(
        IDatabaseTransaction transaction, AssetResolver resolver, IReadOnlyList<DerivativeReport> reports, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!await ReferencePrices.IsThereAsync(transaction, cancellationToken)) return found;
        var assets = new Dictionary<string, AssetId>(StringComparer.Ordinal);
        foreach (var (venue, symbol) in reports.SelectMany(r => r.Positions.Select(p => (r.Venue, p.Underlying))).Distinct())
            if (resolver.Resolve(venue, symbol, now) is { } asset) assets[symbol] = asset;
        var closes = await PriceHistory.DailyAsync(transaction, [.. assets.Values.Distinct()], now, cancellationToken);
        foreach (var (symbol, asset) in assets)
            if (closes.Usd(asset) is { } column && Of(column) is { } volatility) found[symbol] = volatility;
        return found;
    }

    /// <summary>RiskMetrics' forecast of log returns between neighbouring days, of a year; null with fewer than twenty of them. Gaps are left out.</summary>
    public static double? Of(ReadOnlySpan<double> closes)
    {
        var returns = new List<double>(closes.Length);
        for (var i = 1; i < closes.Length; i++)
            if (closes[i] > 0 && closes[i - 1] > 0) returns.Add(Math.Log(closes[i] / closes[i - 1]));
        return returns.Count < Fewest ? null : Math.Sqrt(EwmaVariance.Of(returns.ToArray(), Decay) * PeriodsPerYear);
    }
}
