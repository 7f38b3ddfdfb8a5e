using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>The venue's clock: ours plus a measured offset. Measured before the first signed call and again after a clock error.</summary>
public sealed class VenueClock(TimeProvider clock, VenueTimeSource? source)
{
    private long _offset;
    private int _measured;

    /// <summary>Whether the venue tells its time.</summary>
    public bool CanMeasure => source is not null;

    /// <summary>Whether no measurement was made yet.</summary>
    public bool NeedsMeasuring => source is not null && Volatile.Read(ref _measured) == 0;

    /// <summary>Venue time minus our time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>The venue's time now.</summary>
    public DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Offset;

    /// <summary>Measures the offset, taking half of the round trip off; a failed measurement keeps the old one and says why.</summary>
    public async Task<VenueError?> MeasureAsync(Func<VenueRequest, CancellationToken, Task<Result<VenueResponse>>> send, CancellationToken cancellationToken)
    {
        if (source is null) return null;
        var before = clock.GetUtcNow();
        var answer = await send(source.Request, cancellationToken);
        if (!answer.IsOk) return answer.Error as VenueError;
        if (answer.Value.IsMalformed) return null;
        var middle = before + ((clock.GetUtcNow() - before) / 2);
        try
        {
            Interlocked.Exchange(ref _offset, (source.Read(answer.Value.Body) - middle).Ticks);
            Volatile.Write(ref _measured, 1);
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            // An answer that is no time changes nothing: the next signed call measures again.
        }

        return null;
    }
}
