using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Core;

public sealed class PacedClockTests
{
    [Fact]
    public void A_paced_clock_runs_a_fixed_number_of_times_faster_counted_from_the_day_it_was_made()
    {
        var day = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var inner = new Movable { Now = day.AddHours(1) };
        var paced = PacedClock.Of(inner, 20);

        Assert.Equal(day.AddHours(20), paced.GetUtcNow());
        inner.Now = day.AddHours(2);
        Assert.Equal(day.AddHours(40), paced.GetUtcNow());
    }

    [Theory]
    [InlineData(141)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void A_fast_pace_stays_in_the_calendar(double pace)
    {
        var inner = new Movable { Now = new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero) };
        var paced = PacedClock.Of(inner, pace);
        var before = paced.GetUtcNow();

        inner.Now = inner.Now.AddDays(7);

        Assert.Equal(TimeSpan.FromDays(7 * pace), paced.GetUtcNow() - before);
    }

    [Fact]
    public void Clocks_made_on_different_days_agree_where_the_minute_begins()
    {
        var inner = new Movable { Now = new DateTimeOffset(2026, 3, 4, 23, 59, 0, TimeSpan.Zero) };
        var (yesterday, later) = (PacedClock.Of(inner, 30), inner.Now.AddMinutes(2));
        inner.Now = later;

        Assert.Equal(yesterday.GetUtcNow().TimeOfDay, PacedClock.Of(inner, 30).GetUtcNow().TimeOfDay);
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

    private sealed class Movable : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
