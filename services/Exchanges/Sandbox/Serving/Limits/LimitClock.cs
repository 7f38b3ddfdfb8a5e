namespace PortfolioPlatform.Sandbox.Serving.Limits;

/// <summary>The sandbox's clock sped up for rate windows, counted from 1970 so that others can compute the same windows.</summary>
internal sealed class LimitClock(TimeProvider clock, double pace) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + ((clock.GetUtcNow() - DateTimeOffset.UnixEpoch) * pace);
}
