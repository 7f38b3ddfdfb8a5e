using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Risk.Performance;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A performance beside that of one asset; null cannot be told. What compares days is of the whole days that both have; <c>rise</c> and the points are of the whole time, at its very instants.</summary>
/// <param name="AssetId">Beside which asset.</param>
/// <param name="Days">How many whole days both have.</param>
/// <param name="Return">What the asset earned over these days.</param>
/// <param name="Beta">Covariance over the asset's variance.</param>
/// <param name="Alpha">Jensen's: mean return of a day that beta does not explain, without a riskless rate.</param>
/// <param name="TrackingError">Deviation of the difference, of a year.</param>
/// <param name="InformationRatio">Mean difference of a year over the tracking error.</param>
/// <param name="Correlation">With the asset.</param>
/// <param name="Rise">What the asset earned from the first instant to the last, a fraction.</param>
/// <param name="Series">Beside each point of the performance.</param>
[GraphQLName("PerformanceBenchmark")]
internal sealed record BenchmarkItem(
    [property: ID] string AssetId, int Days, double? Return, double? Beta, double? Alpha, double? TrackingError, double? InformationRatio, double? Correlation, double? Rise,
    [property: GraphQLIgnore] IReadOnlyList<BenchmarkPoint> Series)
{
    /// <summary>Beside each point of the performance, oldest first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 2000, MaxPageSize = 2000)]
    public Connection<BenchmarkPoint> GetPoints(PagingArguments paging)
    {
        var after = InstantCursor.After(paging, DateTimeOffset.MinValue);
        return InstantCursor.Page([.. Series.Where(p => p.At >= after).Take(paging.First!.Value + 1)], paging, p => p.At);
    }

    /// <param name="asset">Beside which asset.</param>
    /// <param name="own">The book.</param>
    /// <param name="prices">Of one of the asset in the book's currency, at each of its points.</param>
    public static BenchmarkItem Of(string asset, PastSeries own, IReadOnlyList<double?> prices)
    {
        double? rise = prices is [> 0 and { } first, .., { } last] ? (last / first) - 1 : null;
        var item = new BenchmarkItem(asset, 0, null, null, null, null, null, null, rise, BenchmarkPoint.Along(own.Points, prices));
        var closes = own.DayEnds.Select(d => prices[d]).ToArray();
        var days = own.DailyReturns().Select((r, i) => (Own: r, From: closes[i], To: closes[i + 1])).Where(d => d is { From: > 0, To: > 0 }).ToArray(); // A day without a close at one end is left out on both sides.
        if (days.Length < 2) return item;
        double[] other = [.. days.Select(d => (d.To!.Value / d.From!.Value) - 1)];
        var beside = Benchmark.Of(days.Select(d => d.Own).ToArray(), other);
        double? Number(double figure) => PerformanceItem.Number(figure);
        return item with
        {
            Days = days.Length, Return = other.Aggregate(1.0, (growth, r) => growth * (1 + r)) - 1, Beta = Number(beside.Beta), Alpha = Number(beside.Alpha), TrackingError = Number(beside.TrackingError),
            InformationRatio = Number(beside.InformationRatio), Correlation = Number(beside.Correlation),
        };
    }
}

/// <summary>An asset beside one point of a performance.</summary>
/// <param name="At">The instant of the point.</param>
/// <param name="Price">Of one of the asset, in the portfolio's currency; null where nobody knew.</param>
/// <param name="SameMoney">What the same money at the same times would be worth in the asset: the worth of the first point that has a price buys it, and what is put in or taken out buys and sells it at the price of then.</param>
[GraphQLName("PerformanceBenchmarkPoint")]
internal sealed record BenchmarkPoint(DateTimeOffset At, Quantity? Price, Quantity? SameMoney)
{
    /// <summary>Along a book's points; what moved while there was no price moves at the next one.</summary>
    public static IReadOnlyList<BenchmarkPoint> Along(IReadOnlyList<PortfolioPlatform.Risk.Performance.Valuation> points, IReadOnlyList<double?> prices)
    {
        var along = new List<BenchmarkPoint>(points.Count);
        var (held, waiting) = ((double?)null, 0.0);
        foreach (var (point, price) in points.Zip(prices))
        {
            waiting += point.Flow;
            if (price is > 0)
            {
                held = held is null ? point.Worth / price.Value : held + (waiting / price.Value);
                waiting = 0;
            }

            along.Add(price is > 0 ? new(point.At, PerformanceItem.Money(price.Value), PerformanceItem.Money(held!.Value * price.Value)) : new(point.At, null, null));
        }

        return along;
    }
}
