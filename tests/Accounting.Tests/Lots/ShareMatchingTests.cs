using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Lots;

/// <summary>HMRC's examples, CRYPTO22251 ff. (results unrounded).</summary>
public sealed class ShareMatchingTests
{
    [Fact]
    public void Example_22251_a_pool_sold_in_part()
    {
        var result = Match(default, Day("2020-01-01", 100, 1_000), Day("2020-02-01", 50, 125_000), Day("2020-03-01", 0, 0, 50, 300_000));
        Assert.Equal([258_000m], Gains(result));
        Assert.Equal(new SectionPool(100, 84_000), result.Pool);
    }

    [Fact]
    public void Example_22252_same_day_sales_and_purchases()
    {
        var result = Match(new SectionPool(5_000, 500), Day("2020-01-01", 1_600, 1_000, 1_500, 1_400));
        Assert.Equal([462.5m], Gains(result));
        Assert.Equal(new SectionPool(5_100, 562.5m), result.Pool);
    }

    [Fact]
    public void Example_22253_two_sales_matched_with_purchases_of_the_next_thirty_days()
    {
        var result = Match(
            new SectionPool(2_000, 1_000),
            Day("2020-03-31", 0, 0, 1_000, 400),
            Day("2020-04-20", 0, 0, 500, 150),
            Day("2020-04-21", 700, 175),
            Day("2020-04-28", 500, 100),
            Day("2020-05-01", 500, 150));
        Assert.Equal([165m, 20m], Gains(result));
        Assert.Equal(new SectionPool(2_200, 1_060), result.Pool);
    }

    [Fact]
    public void Example_22255_a_sale_matched_in_part()
    {
        var result = Match(new SectionPool(14_000, 200_000), Day("2020-08-30", 0, 0, 4_000, 160_000), Day("2020-09-11", 500, 17_500));
        Assert.Equal([92_500m], Gains(result));
        Assert.Equal(new SectionPool(10_500, 150_000), result.Pool);
    }

    [Fact]
    public void Example_22256_later_purchases_serve_the_earliest_sale_first()
    {
        var result = Match(
            new SectionPool(100_000, 300_000),
            Day("2020-07-31", 10_000, 45_000, 30_000, 150_000),
            Day("2020-08-05", 0, 0, 20_000, 100_000),
            Day("2020-08-06", 50_000, 225_000),
            Day("2020-08-07", 0, 0, 100_000, 150_000));
        Assert.Equal([15_000m, 10_000m, -163_636.36m], Gains(result));
        Assert.Equal(31_363.64m, result.Pool.Cost.Round(2));
    }

    [Theory]
    [InlineData("2020-05-01", 10)]
    [InlineData("2020-05-02", 50)]
    public void A_purchase_on_day_thirty_matches_and_on_day_thirty_one_does_not(string day, int gain)
    {
        var result = Match(new SectionPool(1, 50), Day("2020-04-01", 0, 0, 1, 100), Day(day, 1, 90));
        Assert.Equal([(decimal)gain], Gains(result));
    }

    [Fact]
    public void A_sale_without_a_holding_has_an_unknown_basis()
    {
        var result = Match(default, Day("2020-04-01", 0, 0, 1, 100));
        Assert.Equal(BasisState.Unknown, Assert.Single(result.Matches).Basis);
    }

    private static ShareMatchingResult Match(SectionPool pool, params ShareDay[] days) => ShareMatching.Match(days, pool);

    private static ShareDay Day(string day, decimal units, decimal cost, decimal sold = 0, decimal proceeds = 0) =>
        new(DateOnly.ParseExact(day, "yyyy-MM-dd"), units, cost, sold, proceeds);

    private static decimal[] Gains(ShareMatchingResult result) =>
        [.. result.Matches.GroupBy(m => m.DisposalDay).Select(g => decimal.Parse(g.Aggregate(Quantity.Zero, (sum, m) => sum + m.Gain).Round(2).ToString()))];
}
