using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>The budgets that rate gates draw from; in process by default, in Redis when replicas share an address.</summary>
public interface IRateBudget
{
    /// <summary>Takes <paramref name="weight"/> from the named budget, or says how long to wait.</summary>
    /// <param name="name">Budget, such as <c>binance:ip</c> or <c>kraken:key:{hash}</c>.</param>
    /// <param name="limit">The budget's rule.</param>
    /// <param name="weight">What the call costs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Zero when taken, else the time after which to ask again.</returns>
    ValueTask<TimeSpan> TryTakeAsync(string name, RateLimit limit, int weight, CancellationToken cancellationToken);

    /// <summary>Closes the budget until a time (a ban, a Retry-After).</summary>
    ValueTask CloseUntilAsync(string name, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>A documented limit.</summary>
/// <param name="Shape">How the venue counts.</param>
/// <param name="Capacity">Weight per window, or the counter's ceiling.</param>
/// <param name="Window">Length of the window (fixed, sliding), or the time in which the counter decays from full to empty.</param>
public sealed record RateLimit(RateLimitShape Shape, int Capacity, TimeSpan Window);

/// <summary>How a venue counts.</summary>
public enum RateLimitShape
{
    /// <summary>Windows aligned to the clock (Binance).</summary>
    FixedWindow,

    /// <summary>The last so many seconds.</summary>
    SlidingWindow,

    /// <summary>A counter that decays steadily (Kraken), or a token bucket.</summary>
    LeakyBucket,
}

/// <summary>Hands out nonces that rise strictly per key, also across restarts and processes.</summary>
public interface INonceSource
{
    /// <summary>The next nonce for a key, at least <paramref name="floor"/>.</summary>
    /// <param name="keyFingerprint">SHA-256 of the public key part, hex.</param>
    /// <param name="floor">Usually the clock in the venue's unit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<long> NextAsync(string keyFingerprint, long floor, CancellationToken cancellationToken);
}

/// <summary>The closed taxonomy of venue failures; retry asks only <see cref="VenueError.IsTransient"/>.</summary>
public enum VenueErrorType
{
    /// <summary>Not in the venue's error table: kept with its text.</summary>
    Unknown = 0,

    /// <summary>No connection, time-out, 5xx.</summary>
    Unavailable,

    /// <summary>The venue says it is in maintenance.</summary>
    Maintenance,

    /// <summary>Too many calls.</summary>
    RateLimited,

    /// <summary>The venue banned this address or key for a while.</summary>
    Banned,

    /// <summary>Clock out of the venue's window.</summary>
    ClockSkew,

    /// <summary>A nonce was not above the last.</summary>
    InvalidNonce,

    /// <summary>Unknown or revoked key.</summary>
    InvalidKey,

    /// <summary>Wrong signature: usually a wrong secret.</summary>
    InvalidSignature,

    /// <summary>The key lacks a permission.</summary>
    PermissionDenied,

    /// <summary>A parameter is wrong.</summary>
    InvalidRequest,

    /// <summary>The market or asset does not exist (any more).</summary>
    UnknownSymbol,

    /// <summary>Answer could not be read.</summary>
    Malformed,
}

/// <summary>A venue call failed.</summary>
/// <param name="Type">What kind.</param>
/// <param name="VenueCode">The venue's own code or text.</param>
/// <param name="Message">For a person.</param>
/// <param name="RetryAfter">When to try again, if the venue told.</param>
public sealed record VenueError(VenueErrorType Type, string VenueCode, string Message, TimeSpan? RetryAfter = null)
    : Error("VENUE_" + Type.ToString().ToUpperInvariant(), Message)
{
    /// <summary>Whether the same call may succeed later without anybody doing anything.</summary>
    public bool IsTransient => Type is VenueErrorType.Unavailable or VenueErrorType.Maintenance or VenueErrorType.RateLimited or VenueErrorType.Banned or VenueErrorType.ClockSkew or VenueErrorType.InvalidNonce or VenueErrorType.Malformed;
}
