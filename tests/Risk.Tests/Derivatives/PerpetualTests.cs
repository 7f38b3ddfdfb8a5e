using PortfolioPlatform.Risk.Derivatives;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Derivatives;

public sealed class PerpetualTests
{
    private static readonly MarginTiers Steps = MarginTiers.Of((0, 0.004), (50_000, 0.005), (250_000, 0.01), (1_000_000, 0.025));

    [Fact]
    public void Deductions_keep_the_margin_continuous_and_equal_the_published_ones()
    {
        Assert.Equal([0, 50, 1300, 16300], Steps.All.Select(t => Math.Round(t.Deduction, 9)));
        foreach (var tier in Steps.All.Skip(1)) Close((tier.From * tier.Rate) - tier.Deduction, Steps.Maintenance(tier.From * (1 - 1e-15)));
    }

    [Theory]
    [InlineData(false, 2, 30_000, 4_000)]
    [InlineData(false, -2, 30_000, 4_000)]
    [InlineData(false, 40, 30_000, 90_000)]
    [InlineData(false, -40, 30_000, 90_000)]
    [InlineData(true, 60_000, 30_000, 0.3)]
    [InlineData(true, -60_000, 30_000, 0.3)]
    public void At_the_liquidation_price_the_margin_ratio_is_one(bool inverse, double size, double entry, double margin)
    {
        var tiers = inverse ? MarginTiers.Of((0, 0.004), (5, 0.005), (10, 0.01)) : Steps;
        var position = new PerpetualPosition(inverse, size, entry, margin);
        var at = position.LiquidationPrice(tiers)!.Value;
        Close(1, position.MarginRatio(at, tiers));
        Assert.Equal(size > 0, at < entry);
        Assert.True(position.MarginRatio(entry, tiers) < 1);
    }

    [Fact]
    public void A_fully_paid_long_cannot_be_liquidated()
    {
        Assert.Null(new PerpetualPosition(false, 1, 30_000, 31_000).LiquidationPrice(MarginTiers.Flat(0.005)));
        Assert.True(double.IsPositiveInfinity(new PerpetualPosition(false, 1, 30_000, 3_000).MarginRatio(20_000, Steps)));
    }

    [Fact]
    public void Profit_and_funding_follow_the_contract()
    {
        var linear = new PerpetualPosition(false, -2, 30_000, 5_000);
        Close(2_000, linear.Profit(29_000));
        Close(-5.8, linear.Funding(29_000, 0.0001)); // A short is paid when the rate is above zero.
        Assert.Equal(-2, linear.Delta);
        var inverse = new PerpetualPosition(true, 60_000, 30_000, 1);
        Close(60_000 * ((1 / 30_000.0) - (1 / 40_000.0)), inverse.Profit(40_000));
        Close(3, inverse.Delta);
        Close((1.5 * 0.0001) + (2 * 0.0003), inverse.AccruedFunding([(40_000, 0.0001), (30_000, 0.0003)]));
    }

    [Fact]
    public void The_delta_of_an_inverse_position_is_the_slope_of_its_worth()
    {
        var position = new PerpetualPosition(true, 60_000, 30_000, 1);
        double Worth(double mark) => mark * position.Equity(mark);
        Close((Worth(33_001) - Worth(32_999)) / 2, position.Delta, 1e-8);
    }

    [Fact]
    public void The_chance_of_touching_a_level_equals_the_integrated_density()
    {
        foreach (var r in Expected.GetProperty("firstPassage").Rows()) Close(r[5], FirstPassage.Probability(r[0], r[1], r[2], r[3], r[4]), 1e-9);
        Assert.Equal(1, FirstPassage.Probability(100, 100, 0.5, 1));
        Assert.Equal(0, FirstPassage.Probability(100, 90, 0, 1));
        Assert.Equal(1, FirstPassage.Probability(100, 110, 0, 1, 0.2));
        Assert.True(FirstPassage.Probability(100, 80, 0.8, 0.2) > FirstPassage.Probability(100, 70, 0.8, 0.2));
    }
}
