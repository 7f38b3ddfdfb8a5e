namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// A clock that runs a fixed number of times faster than another, counted from 1970. Rate windows read it where a venue refills faster than it documents:
/// the sandbox of the demo does, so that two years arrive in a minute; both sides then read the same clock.
/// </summary>
public sealed class PacedClock(TimeProvider inner, double pace) : TimeProvider
{
    /// <summary>The clock itself at pace 1, else a faster one.</summary>
    public static TimeProvider Of(TimeProvider inner, double pace) => pace == 1 ? inner : new PacedClock(inner, pace);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + ((inner.GetUtcNow() - DateTimeOffset.UnixEpoch) * pace);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, Slow(dueTime), Slow(period));

    private TimeSpan Slow(TimeSpan span) => span > TimeSpan.Zero ? span / pace : span;
}
