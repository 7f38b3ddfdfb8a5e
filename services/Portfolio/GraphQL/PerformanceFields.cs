using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Risk.Performance;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What was earned on what was put in. Returns are fractions, amounts in the portfolio's currency; null cannot be told. Deposits and withdrawals, in kind too, are flows at their worth then.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The last instant.</param>
/// <param name="KnownAt">What had been recorded until then counts.</param>
/// <param name="Begin">Worth at the first instant.</param>
/// <param name="End">Worth at the last instant.</param>
/// <param name="NetFlows">Put in less taken out.</param>
/// <param name="Gain">End less begin less flows.</param>
/// <param name="TimeWeighted">Growth from day to day and from flow to flow, chained: flows do not count.</param>
/// <param name="MoneyWeighted">The yearly rate at which all flows and both ends balance: XIRR.</param>
/// <param name="ModifiedDietz">Gain over the capital that was there, each flow weighted by its time.</param>
/// <param name="Unpriced">Holdings at days' ends, and flows, that had no price and are left out: above zero the figures are estimates.</param>
/// <param name="Series">Day by day and flow by flow, oldest first.</param>
/// <param name="Past">What it was computed from.</param>
/// <param name="PortfolioId">Whose.</param>
[GraphQLName("Performance")]
internal sealed record PerformanceItem(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset KnownAt, Quantity Begin, Quantity End, Quantity NetFlows, Quantity Gain, double? TimeWeighted, double? MoneyWeighted, double? ModifiedDietz, int Unpriced,
    [property: GraphQLIgnore] IReadOnlyList<PerformancePoint> Series, [property: GraphQLIgnore, System.Text.Json.Serialization.JsonIgnore] PastSeries Past, [property: GraphQLIgnore] Guid PortfolioId)
{
    /// <summary>Day by day and flow by flow, oldest first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 2000, MaxPageSize = 2000)]
    public Connection<PerformancePoint> GetPoints(PagingArguments paging)
    {
        var after = InstantCursor.After(paging, DateTimeOffset.MinValue);
        return InstantCursor.Page([.. Series.Where(p => p.At >= after).Take(paging.First!.Value + 1)], paging, p => p.At);
    }

    public static PerformanceItem Of(PastSeries series, DateTimeOffset knownAt, Guid portfolio = default)
    {
        var (first, last, net) = (series.Points[0], series.Points[^1], series.Flows.Sum(f => f.Worth));
        CashFlow[] money = [new(first.At, -first.Worth), .. series.Flows.Select(f => f with { Worth = -f.Worth }), new(last.At, last.Worth)];
        return new PerformanceItem(
            first.At, last.At, knownAt, Money(first.Worth), Money(last.Worth), Money(net), Money(last.Worth - first.Worth - net), Number(ReturnOnCapital.TimeWeighted(series.Points)),
            money.Any(m => m.Worth < 0) && money.Any(m => m.Worth > 0) ? ReturnOnCapital.Xirr(money) : null, Number(ReturnOnCapital.ModifiedDietz(first.Worth, last.Worth, first.At, last.At, series.Flows)), series.Unpriced,
            [.. series.Points.Select((p, i) => new PerformancePoint(p.At, Money(p.Worth), Money(p.Flow), Number(ReturnOnCapital.TimeWeighted([.. series.Points.Take(i + 1)]))))], series, portfolio);
    }

    /// <summary>Returns are measured in binary floating point; what is told of it as money has the fifteen digits that are sure.</summary>
    internal static Quantity Money(double worth) => (decimal)worth;

    internal static double? Number(double figure) => double.IsFinite(figure) ? figure : null;
}

/// <summary>One point of a performance.</summary>
/// <param name="At">A day's end, or the instant of a flow.</param>
/// <param name="Value">Worth then, flows included.</param>
/// <param name="Flow">Put in less taken out since the point before.</param>
/// <param name="TimeWeighted">Since the first point.</param>
[GraphQLName("PerformancePoint")]
internal sealed record PerformancePoint(DateTimeOffset At, Quantity Value, Quantity Flow, double? TimeWeighted);

/// <summary>Adds to a portfolio what it earned.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class PerformanceFields
{
    /// <summary>What was earned between two instants, at closing prices of days of the portfolio's zone; null if the portfolio was not there. The same past triple is answered the same for ever.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The last instant; now if left out, 800 days after the first at most.</param>
    /// <param name="knownAt">What had been recorded until then counts; now if left out.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="performance">Reads the ledger and the closes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(1000)]
    public static async Task<PerformanceItem?> GetPerformanceAsync(
        [Parent] PortfolioItem portfolio, DateTimeOffset from, DateTimeOffset? to, DateTimeOffset? knownAt, ClaimsPrincipal user, PastPerformance performance, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (pair, end) = (PastPair.Of(from, knownAt, now)!.Value, PastPair.Of(to ?? now, knownAt, now)!.Value.AsOf);
        if (pair.AsOf >= end || end > now || end - pair.AsOf > TimeSpan.FromDays(PastPerformance.MostDays)) throw new GraphQLFieldException("from is before to, to is not in the future, and there are 800 days between them at most.", ErrorCodes.BadVariables);
        return await performance.ReadAsync(user.Tenant(), new(portfolio.Id), pair.AsOf, end, pair.KnownAt, cancellationToken) is { } series ? PerformanceItem.Of(series, pair.KnownAt, portfolio.Id) : null;
    }
}
