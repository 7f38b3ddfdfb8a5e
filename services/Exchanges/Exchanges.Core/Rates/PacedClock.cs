namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// A clock that runs a fixed number of times faster than another, counted from the beginning of the day it was made. Rate windows read it where a venue refills faster
/// than it documents: the sandbox of the demo does, so that two years arrive in a minute. At a whole pace two such clocks agree on where windows of up to a day begin,
/// whatever days they were made on; counted from 1970 a clock would leave the calendar at a pace of 141.
/// </summary>
public sealed class PacedClock(TimeProvider inner, double pace) : TimeProvider
{
    private readonly DateTimeOffset _origin = new(inner.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>The clock itself at pace 1, else a faster one.</summary>
    public static TimeProvider Of(TimeProvider inner, double pace) => pace == 1 ? inner : new PacedClock(inner, pace);

    /// <summary>How long a span of a clock takes on the clock it is made from: the same unless the clock is paced.</summary>
    public static TimeSpan Underneath(TimeProvider clock, TimeSpan span) => clock is PacedClock paced ? paced.Slow(span) : span;

    /// <summary>What a span of the clock beneath is on this one.</summary>
    public TimeSpan Quickened(TimeSpan span) => span * pace;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _origin + ((inner.GetUtcNow() - _origin) * pace);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, Slow(dueTime), Slow(period));

    private TimeSpan Slow(TimeSpan span) => span > TimeSpan.Zero ? span / pace : span;
}
