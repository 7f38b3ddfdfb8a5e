using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Core;

public sealed class PacedClockTests
{
    [Fact]
    public void A_paced_clock_runs_a_fixed_number_of_times_faster_counted_from_1970()
    {
        var inner = new Fixed(DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(20), PacedClock.Of(inner, 20).GetUtcNow());
    }

    [Fact]
    public void At_pace_one_it_is_the_clock_itself()
    {
        Assert.Same(TimeProvider.System, PacedClock.Of(TimeProvider.System, 1));
    }

    [Fact]
    public async Task A_wait_on_a_paced_clock_takes_its_share_of_the_time()
    {
        var started = TimeProvider.System.GetTimestamp();
        await Task.Delay(TimeSpan.FromMinutes(10), new PacedClock(TimeProvider.System, 60_000));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(30));
    }

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
