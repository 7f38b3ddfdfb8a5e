using System.Collections.Immutable;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>What the HTTP engine must know about a venue: data and pure functions, no state.</summary>
/// <param name="Venue">The venue's name.</param>
/// <param name="Rest">The venue's real base address.</param>
/// <param name="ReadError">Finds the venue's error in an answer (also in one with status 200), or null when it is a success.</param>
public sealed record VenueProfile(string Venue, Uri Rest, Func<VenueResponse, VenueError?> ReadError)
{
    /// <summary>Signs requests; null for public data.</summary>
    public IVenueSigner? Signer { get; init; }

    /// <summary>Unit of the nonce, if the venue has one.</summary>
    public NonceUnit Nonce { get; init; }

    /// <summary>Whether signed calls must arrive one after the other (nonces).</summary>
    public bool Serial { get; init; }

    /// <summary>The venue's clock, if signatures depend on it.</summary>
    public VenueTimeSource? Time { get; init; }

    /// <summary>Reads limit headers: budgets to close because the venue counts more than we do.</summary>
    public Func<VenueResponse, ImmutableArray<BudgetClosing>>? ReadLimits { get; init; }

    /// <summary>Time-outs and retries.</summary>
    public VenueTimeouts Timeouts { get; init; } = new();
}

/// <summary>How to ask the venue for its time.</summary>
/// <param name="Request">A cheap public call.</param>
/// <param name="Read">Reads the venue's time from the answer.</param>
public sealed record VenueTimeSource(VenueRequest Request, Func<ReadOnlyMemory<byte>, DateTimeOffset> Read);

/// <summary>A budget the venue says is used up.</summary>
/// <param name="Budget">Name of the budget.</param>
/// <param name="For">How long from now.</param>
public readonly record struct BudgetClosing(string Budget, TimeSpan For);

/// <summary>How long a call may take.</summary>
public sealed record VenueTimeouts
{
    /// <summary>All attempts together, waiting for the rate gate included.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One attempt on the wire.</summary>
    /// <value>Twenty seconds.</value>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest a Retry-After or a closed budget is waited for; beyond it the error goes to the caller, with the time.</summary>
    /// <value>Ninety seconds.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Repeats after the first attempt.</summary>
    /// <value>4.</value>
    public int Retries { get; init; } = 4;

    /// <summary>The first back-off; doubles with jitter.</summary>
    /// <value>Half a second.</value>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Floor for the wait after a rate limit or ban without a usable Retry-After.</summary>
    /// <value>Ten seconds.</value>
    public TimeSpan LimitFloor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the circuit stays open once most calls of the last half minute failed.</summary>
    /// <value>Five seconds.</value>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(5);
}
