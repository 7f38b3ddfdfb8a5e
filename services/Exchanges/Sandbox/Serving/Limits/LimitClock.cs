namespace PortfolioPlatform.Sandbox.Serving.Limits;

/// <summary>
/// The sandbox's clock sped up for rate windows, counted from the beginning of the day it was made so that others can compute the same windows. A frozen market
/// does not stop it: clients' clocks go on, and a window that never ended would refuse them for ever.
/// </summary>
internal sealed class LimitClock(SandboxClock clock, double pace) : TimeProvider
{
    private readonly DateTimeOffset _origin = new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _origin + ((clock.GoingOn() - _origin) * pace);
}
