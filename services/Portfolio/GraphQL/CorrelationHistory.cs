using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Risk.Covariance;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>How what is held now moved together before: correlation of daily returns over windows.</summary>
/// <param name="State">ok, or not enough data.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="Window">Days of each window.</param>
/// <param name="AssetIds">Rows and columns.</param>
/// <param name="Symbols">The same for people.</param>
/// <param name="Points">The windows, oldest first.</param>
[GraphQLName("CorrelationHistory")]
internal sealed record CorrelationHistoryItem(string State, string? Reason, int Window, [property: ID] IReadOnlyList<string> AssetIds, IReadOnlyList<string> Symbols, IReadOnlyList<CorrelationPointItem> Points)
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public RiskExplanationItem Explain { get; init; } = RiskExplanationItem.None;

    public static CorrelationHistoryItem Of(CoveredBook book, int window, int points)
    {
        var (days, times) = (book.Returns.Observations, book.Returns.Times);
        var missing = book.Missing ?? (days < window ? FormattableString.Invariant($"not enough data: {days} days, and {window} are needed") : null);
        if (missing is not null || times is null) return new("not enough data", missing, window, [], [], []);
        var ends = Enumerable.Range(1, points).Select(i => window + (int)((long)(days - window) * i / points)).Distinct();
        return new(
            "ok", null, window, [.. book.Assets.Select(a => a.Asset.Value)], [.. book.Assets.Select(a => a.Symbol)],
            [.. ends.Select(end => new CorrelationPointItem(times[end - 1], Rows(Array.ConvertAll(book.Returns.Columns, c => c[(end - window)..end]))))]);
    }

    private static IReadOnlyList<IReadOnlyList<double?>> Rows(double[][] columns)
    {
        var matrix = CorrelationMatrix.FromCovariance(SampleCovariance.Of(columns));
        return [.. Enumerable.Range(0, matrix.Size).Select(i => (IReadOnlyList<double?>)[.. matrix.Row(i).ToArray().Select(c => double.IsFinite(c) ? c : (double?)null)])];
    }
}

/// <summary>Correlation over one window.</summary>
/// <param name="At">The end of its last day.</param>
/// <param name="Rows">−1 to 1; null where an asset did not move.</param>
[GraphQLName("CorrelationPoint")]
internal sealed record CorrelationPointItem(DateTimeOffset At, IReadOnlyList<IReadOnlyList<double?>> Rows);
