using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Tokens;

public sealed class FailureCounterTests
{
    [Fact]
    public void Who_failed_too_often_waits_until_the_window_ends_and_nobody_else_does()
    {
        var clock = new Clock();
        var counter = new FailureCounter(3, TimeSpan.FromMinutes(1), clock);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(counter.MayTry("a"));
            counter.Add("a");
            clock.Now = clock.Now.AddSeconds(10);
        }
        Assert.False(counter.MayTry("a"));
        Assert.True(counter.MayTry("b"));
        clock.Now = clock.Now.AddSeconds(30);
        Assert.True(counter.MayTry("a"));
        counter.Add("a");
        Assert.True(counter.MayTry("a"));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
