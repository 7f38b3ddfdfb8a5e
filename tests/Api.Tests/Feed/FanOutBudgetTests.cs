using PortfolioPlatform.Api.Feed;

namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FanOutBudgetTests
{
    [Fact]
    public void A_round_after_a_silence_is_followed_by_the_next_without_a_rest()
    {
        var budget = new FanOutBudget(0);

        Assert.Equal(0, budget.Spend(1_000_000, 1_012_000));
        Assert.Equal(0, budget.Spend(1_017_000, 1_029_000));
    }

    [Theory]
    [InlineData(3_000)]
    [InlineData(20_000)]
    [InlineData(400_000)]
    public void Rounds_without_end_take_a_quarter_of_the_time(long round)
    {
        var budget = new FanOutBudget(0);
        long now = 0, worked = 0;
        while (now < 60_000_000)
        {
            worked += round;
            now += round + budget.Spend(now, now + round);
        }

        Assert.InRange((double)worked / now, 0.24, 0.26);
    }
}
