namespace PortfolioPlatform.Sandbox.Tests.Worlds;

public sealed class ClockTests
{
    [Fact]
    public void A_scaled_clock_runs_so_many_times_faster_and_never_backwards()
    {
        var real = new ManualTime(Sandboxes.Noon);
        var clock = new SandboxClock(real, 60);
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Sandboxes.Noon.AddMinutes(2), clock.GetUtcNow());
        clock.NotBefore(Sandboxes.Noon);
        Assert.Equal(Sandboxes.Noon.AddMinutes(2), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(1), clock.Real(TimeSpan.FromMinutes(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_frozen_clock_stands_advances_on_demand_and_goes_on_from_there()
    {
        var real = new ManualTime(Sandboxes.Noon);
        var clock = new SandboxClock(real, 1);
        clock.Freeze();
        real.Advance(TimeSpan.FromHours(5));
        Assert.Equal(Sandboxes.Noon, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(1));
        clock.Release();
        real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Sandboxes.Noon.AddMinutes(2), clock.GetUtcNow());
    }

    [Fact]
    public void What_refills_goes_on_while_the_market_stands_still()
    {
        var real = new ManualTime(Sandboxes.Noon);
        var clock = new SandboxClock(real, 1);
        var limits = new Serving.Limits.LimitClock(clock, 60);
        var before = limits.GetUtcNow();
        clock.Freeze();
        real.Advance(TimeSpan.FromSeconds(2));
        clock.Release();
        real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Sandboxes.Noon.AddSeconds(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(3), limits.GetUtcNow() - before);
    }

    [Fact]
    public async Task After_a_restart_the_clock_goes_on_as_if_it_had_never_stopped()
    {
        var path = Path.GetTempFileName();
        var real = new ManualTime(Sandboxes.Noon);
        await using (var first = await Sandboxes.StandingAsync(o => o with { JournalPath = path, TimeScale = 10 }, real)) Assert.Equal(Sandboxes.Noon, first.Clock.GetUtcNow());
        real.Advance(TimeSpan.FromMinutes(1));
        await using (var second = await Sandboxes.StandingAsync(o => o with { JournalPath = path, TimeScale = 10 }, real))
        {
            Assert.Equal(Sandboxes.Noon.AddMinutes(10), second.Clock.GetUtcNow());
            second.Clock.Freeze();
            second.World.ClockMoved();
        }

        real.Advance(TimeSpan.FromMinutes(1));
        await using var third = await Sandboxes.StandingAsync(o => o with { JournalPath = path, TimeScale = 10 }, real);
        Assert.True(third.Clock.IsFrozen);
        Assert.Equal(Sandboxes.Noon.AddMinutes(10), third.Clock.GetUtcNow());
    }
}
