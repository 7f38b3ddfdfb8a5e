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

    [Fact]
    public void Example_22254_all_sales_and_all_purchases_of_one_day_are_one()
    {
        var result = Match(new SectionPool(8_000, 1_000), Day("2020-01-01", 6_500, 500, 7_000, 642));
        Assert.Equal([79.5m], Gains(result));
        Assert.Equal(["same-day", "section-104"], result.Matches.Select(m => m.Rule));
        Assert.Equal(new SectionPool(7_500, 937.5m), result.Pool);
    }

    [Fact]
    public void Example_22257_G_same_day_thirty_days_and_pool_in_one_sale()
    {
        var result = Match(
            new SectionPool(100_000, 300_000),
            Day("2020-08-31", 600, 1_700, 1_550, 4_850),
            Day("2020-09-04", 180, 560),
            Day("2020-09-16", 0, 0, 400, 1_080),
            Day("2020-10-27", 900, 2_400));
        Assert.Equal([280m, -120m], Gains(result));
        Assert.Equal([600, 180, 770, 400], result.Matches.Select(m => (int)m.Units.ToDouble()));
        Assert.Equal(new SectionPool(99_730, 298_890), result.Pool);
    }

    [Fact]
    public void Example_22257_H_the_pool_is_emptied()
    {
        var result = Match(
            default,
            Day("2020-08-31", 15_000, 4_960, 5_000, 1_920),
            Day("2020-09-04", 0, 0, 2_000, 558),
            Day("2020-09-16", 4_000, 1_080),
            Day("2020-10-27", 0, 0, 12_000, 2_430));
        Assert.Equal([266.67m, 18m, -1_416.67m], Gains(result));
        Assert.True(result.Pool.Units.IsZero && result.Pool.Cost.IsZero);
    }

    [Fact]
    public void Example_22280_a_fee_in_the_token_sold_is_disposed_of_with_it()
    {
        var result = Match(new SectionPool(10_000, 20_000), Day("2020-01-01", 0, 0, 1_001, 5_000));
        Assert.Equal([2_998m], Gains(result));
    }

    [Fact]
    public void The_closing_pool_of_a_year_is_not_touched_by_purchases_that_only_serve_the_thirty_days()
    {
        ShareDay[] days = [Day("2024-04-01", 0, 0, 1, 100), Day("2024-04-20", 3, 90)];
        var result = ShareMatching.Match(days, new SectionPool(2, 50), DateOnly.Parse("2024-04-06"));
        Assert.Equal([70m], Gains(result));
        Assert.Equal(new SectionPool(2, 50), result.Pool);
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
