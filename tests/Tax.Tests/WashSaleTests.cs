namespace PortfolioPlatform.Tax.Tests;

/// <summary>The switch that treats crypto-assets as securities (IRC 1091).</summary>
public sealed class WashSaleTests
{
    private const string Base = "1,2024-01-02T15:00:00Z,W,BTC,buy,10,100,0\n2,2024-05-01T15:00:00Z,W,BTC,sell,10,60,0\n";

    [Fact]
    public async Task Without_the_switch_a_loss_counts_whatever_is_bought_after()
    {
        using var run = await TaxRun.OfAsync($"{Base}3,2024-05-20T15:00:00Z,W,BTC,buy,4,50,0", "--jurisdiction", "us", "--year", "2024");
        Assert.Equal(-400m, run.Line("7"));
    }

    [Fact]
    public async Task A_loss_is_denied_as_far_as_units_come_back_within_thirty_days_and_moves_to_their_basis_and_date()
    {
        using var run = await TaxRun.OfAsync($"{Base}3,2024-05-20T15:00:00Z,W,BTC,buy,4,50,0\n4,2024-12-20T15:00:00Z,W,BTC,sell,1,80,0", "--jurisdiction", "us", "--year", "2024", "--wash-sales", "yes");
        Assert.Equal(["W,160.00,-240.00", ",0.00,-10.00"], run.Rows("form-8949.csv")[..2].Select(r => string.Join(',', r.Split(',')[7..10])));
        Assert.Contains("3,W,BTC,2024-05-20T15:00:00Z,3,270,0,confirmed", run.Rows("lots.csv"));
        // Bought on 20 May, held as if since 21 January.
        Assert.StartsWith("I,C,1 BTC,01/21/2024,12/20/2024,80.00,90.00", run.Rows("form-8949.csv")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-05-31T15:00:00Z", -240)]
    [InlineData("2024-06-01T15:00:00Z", -400)]
    [InlineData("2024-04-01T15:00:00Z", -240)]
    [InlineData("2024-03-31T15:00:00Z", -400)]
    public async Task Thirty_days_count_on_both_sides(string bought, decimal loss)
    {
        using var run = await TaxRun.OfAsync($"{Base}3,{bought},W,BTC,buy,4,50,0", "--jurisdiction", "us", "--year", "2024", "--wash-sales", "yes");
        Assert.Equal(loss, run.Line("7"));
    }

    [Fact]
    public async Task A_purchase_after_the_year_denies_a_loss_of_its_last_days()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-02T15:00:00Z,W,BTC,buy,10,100,0\n2,2024-12-20T15:00:00Z,W,BTC,sell,10,60,0\n3,2025-01-10T15:00:00Z,W,BTC,buy,10,50,0", "--jurisdiction", "us", "--year", "2024", "--wash-sales", "yes");
        Assert.Equal(0m, run.Line("7"));
        Assert.Empty(run.Rows("lots.csv"));
    }

    [Fact]
    public async Task A_row_over_more_units_than_were_replaced_is_cut_where_they_end_and_nothing_is_lost()
    {
        using var run = await TaxRun.OfAsync($"{Base}3,2024-05-20T15:00:00Z,W,BTC,buy,6,50,0\n4,2024-05-25T15:00:00Z,W,BTC,sell,6,50,0\n5,2024-07-01T15:00:00Z,W,ETH,buy,1,1,0", "--jurisdiction", "us", "--year", "2024", "--wash-sales", "yes");
        // All 6 bought are replacements; they carry 240 of the 400, and their own loss of 240 is not denied again.
        Assert.Equal(-400m, run.Line("7"));
    }

    [Fact]
    public async Task The_switch_is_for_the_United_States()
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync(Base, "--jurisdiction", "uk", "--year", "2024", "--wash-sales", "yes");
        Assert.Equal(2, code);
        Assert.Contains("--wash-sales is for --jurisdiction us", error, StringComparison.Ordinal);
    }
}
