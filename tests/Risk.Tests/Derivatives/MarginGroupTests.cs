using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Risk.Tests.Derivatives;

public sealed class MarginGroupTests
{
    private static readonly MarginTiers Tiers = MarginTiers.Told([(0, 0.004, 0), (10_000, 0.005, 10), (50_000, 0.01, 260), (250_000, 0.025, 4_010)]);

    [Theory]
    [InlineData(2, -10)]
    [InlineData(-2, 15)]
    [InlineData(0.3, 0)]
    public void At_the_liquidation_price_equity_is_the_maintenance_margin_of_all(double bitcoins, double ethers)
    {
        var group = At(bitcoins, ethers, 60_000);
        var price = group.LiquidationPrice(0)!.Value;
        var there = At(bitcoins, ethers, price);
        Assert.Equal(there.Maintenance, there.Equity, 1e-6);
        Assert.Equal(1, there.Ratio, 1e-9);
        Assert.True(bitcoins > 0 ? price < 60_000 : price > 60_000);
        Assert.InRange(At(bitcoins, ethers, (price + 60_000) / 2).Ratio, 0, 1);
    }

    [Fact]
    public void A_position_its_wallet_covers_down_to_nothing_has_no_liquidation_price()
    {
        var safe = new MarginGroup(1_000, [new(new PerpetualPosition(false, 0.01, 60_000, 0), Tiers, 60_000)]);
        Assert.Null(safe.LiquidationPrice(0));
        Assert.InRange(safe.Ratio, 0, 0.01);
    }

    [Fact]
    public void A_group_that_lost_everything_is_told_by_the_highest_ratio_and_one_without_positions_by_none()
    {
        Assert.Equal(MarginGroup.Most, At(2, 0, 10_000).Ratio);
        Assert.Equal(0, new MarginGroup(100, []).Ratio);
    }

    [Theory]
    [InlineData(100.129, true, 100.12)]
    [InlineData(100.121, false, 100.13)]
    [InlineData(100.12, true, 100.12)]
    [InlineData(100.12, false, 100.12)]
    public void A_price_is_told_on_the_step_at_which_it_is_reached(double price, bool isLong, double expected) => Assert.Equal(expected, MarginGroup.OnStep(price, 0.01, isLong), 1e-9);

    private static MarginGroup At(double bitcoins, double ethers, double mark) => new(5_000,
    [
        new(new PerpetualPosition(false, bitcoins, 60_000, 0), Tiers, mark),
        .. ethers == 0 ? (MarginLeg[])[] : [new(new PerpetualPosition(false, ethers, 2_500, 0), Tiers, 2_510)],
    ]);
}
