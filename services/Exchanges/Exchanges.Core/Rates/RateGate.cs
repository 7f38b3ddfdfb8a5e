using System.Collections.Immutable;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Waits until every budget a call draws from has room, and takes it.</summary>
public sealed class RateGate(IRateBudget budgets, TimeProvider clock, TimeSpan longestWait)
{
    /// <summary>Code of the error when the wait would be longer than allowed.</summary>
    public const string Closed = "GATE_CLOSED";

    // A venue counts arrivals, and calls arrive some milliseconds less apart than they went. The connectors' rules leave room for that at the venue's own pace; on a quickened
    // clock the same milliseconds are a larger part of a window.
    private readonly TimeSpan spread = clock is PacedClock paced ? paced.Quickened(TimeSpan.FromMilliseconds(15)) : TimeSpan.Zero;

    /// <summary>Takes the costs one after the other, waiting where needed; an error when a wait would be too long (a ban).</summary>
    public async ValueTask<VenueError?> PassAsync(ImmutableArray<RateCost> costs, CancellationToken cancellationToken)
    {
        foreach (var cost in costs)
        {
            while (true)
            {
                var wait = await budgets.TryTakeAsync(cost.Budget, Spread(cost.Limit), cost.Weight, cancellationToken);
                if (wait <= TimeSpan.Zero) break;
                if (wait > longestWait) return new VenueError(VenueErrorType.RateLimited, Closed, $"The limit {cost.Budget} is used up.", wait);
                await Task.Delay(wait, clock, cancellationToken);
            }
        }

        return null;
    }

    private RateLimit Spread(RateLimit limit) => limit.Shape == RateLimitShape.SlidingWindow ? limit with { Window = limit.Window + spread } : limit;

    /// <summary>Closes the budgets of a call that the venue refused.</summary>
    public async ValueTask CloseAsync(ImmutableArray<RateCost> costs, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + wait;
        foreach (var cost in costs) await budgets.CloseUntilAsync(cost.Budget, until, cancellationToken);
    }
}
