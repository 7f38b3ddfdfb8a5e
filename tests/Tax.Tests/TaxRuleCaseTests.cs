using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>Numeric cases of the tax rules through the command line and the forms' own arithmetic.</summary>
public sealed class TaxRuleCaseTests
{
    [Theory]
    [InlineData("wallet", 20_000, "short")]
    [InlineData("universal", 65_000, "long")]
    public async Task US_1_scope_by_wallet_and_universal(string scope, decimal gain, string term)
    {
        using var run = await TaxRun.OfAsync("1,2024-02-01T15:00:00Z,W1,BTC,buy,1,40000,0\n2,2025-03-01T15:00:00Z,W2,BTC,buy,1,85000,0\n3,2025-06-01T15:00:00Z,W2,BTC,sell,1,105000,0", "--jurisdiction", "us", "--scope", scope);
        Assert.Equal(gain, run.Value("gain_net"));
        Assert.Contains($",{term},fifo,", run.Rows("disposals.csv").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task US_2_a_transfer_keeps_its_date()
    {
        using var run = await TaxRun.OfAsync("+type,to_venue\n1,2024-02-01T15:00:00Z,W1,BTC,buy,1,40000,0\n2,2025-03-01T15:00:00Z,W2,BTC,buy,1,85000,0\n3,2025-04-01T15:00:00Z,W1,BTC,,0.5,,0,transfer,W2\n4,2025-06-01T15:00:00Z,W2,BTC,sell,1,105000,0", "--jurisdiction", "us", "--year", "2025");
        Assert.Equal((10_000m, 32_500m), (run.Line("7"), run.Line("15")));
        Assert.Equal((10_000m, 32_500m), (run.Line("3"), run.Line("10")));
        Assert.Equal(["1,W1,BTC,2024-02-01T15:00:00Z,0.5,20000,0,confirmed", "2,W2,BTC,2025-03-01T15:00:00Z,0.5,42500,0,confirmed"], run.Rows("lots.csv"));
    }

    [Fact]
    public async Task US_6_a_late_identification_is_a_problem_with_its_reason()
    {
        const string Rows = "+lots,identified_at\n1,2025-01-01T00:00:00Z,W,BTC,buy,1,10000,0\n2,2025-02-01T00:00:00Z,W,BTC,buy,1,30000,0\n3,2025-04-01T00:00:00Z,W,BTC,sell,1,25000,0,2:1,2025-04-01T00:00:0";
        using var late = await TaxRun.OfAsync($"{Rows}1Z", "--jurisdiction", "us", "--method", "specific");
        Assert.Equal((15_000m, "late-identification"), (late.Value("gain_net"), late.Problems.Single()));
        using var timely = await TaxRun.OfAsync($"{Rows}0Z", "--jurisdiction", "us", "--method", "specific");
        Assert.Equal((-5_000m, 0), (timely.Value("gain_net"), timely.Problems.Length));
    }

    [Fact]
    public async Task US_7_the_fee_of_a_sale_lowers_the_proceeds()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T15:00:00Z,W,BTC,buy,1,10000,0\n2,2024-04-01T15:00:00Z,W,BTC,sell,1,25000,25", "--jurisdiction", "us", "--year", "2024");
        Assert.StartsWith("I,C,1 BTC,01/01/2024,04/01/2024,24975.00,10000.00,,0.00,14975.00,W,BTC,1,1,1,2,fifo,,row 1,row 2,no,", run.Rows("form-8949.csv")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_below_zero_lowers_the_cost_and_raises_the_proceeds()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T15:00:00Z,W,BTC,buy,1,10000,-10\n2,2024-04-01T15:00:00Z,W,BTC,sell,1,25000,-25", "--jurisdiction", "us", "--year", "2024");
        Assert.Equal(15_035m, run.Value("gain_net"));
        Assert.Equal("25025.00,9990.00,,0.00,15035.00", string.Join(',', run.Rows("form-8949.csv")[0].Split(',')[5..10]));
    }

    [Fact]
    [Trait("Pain", "20")]
    public async Task US_8_a_fee_in_a_third_asset_is_part_of_the_basis_and_a_disposal_of_its_own()
    {
        using var run = await TaxRun.OfAsync("+fee_asset,fee_quantity,fee_price\n1,2024-01-01T00:00:00Z,W,BNB,buy,0.01,400,0\n2,2024-02-01T00:00:00Z,W,ETH,buy,1,2000,0,BNB,0.01,600", "--jurisdiction", "us");
        Assert.Equal(2m, run.Value("gain_net"));
        Assert.Equal("2,W,ETH,2024-02-01T00:00:00Z,1,2000,6,confirmed", run.Rows("lots.csv").Single());
    }

    [Fact]
    [Trait("Pain", "20")]
    public async Task US_8_a_purchase_paid_with_a_stablecoin_has_its_fee_in_the_basis_of_what_was_bought()
    {
        const string Rows = "+type,to_asset,to_quantity,fee_asset,fee_quantity,fee_price\n1,2024-01-01T00:00:00Z,W,BNB,buy,0.01,400,0\n2,2024-01-01T00:00:00Z,W,USDC,buy,2000,1,0\n3,2024-02-01T00:00:00Z,W,USDC,";
        using var bought = await TaxRun.OfAsync(Rows + "buy,2000,1,0,swap,ETH,1,BNB,0.01,600", "--jurisdiction", "us");
        Assert.Equal((2m, "3,W,ETH,2024-02-01T00:00:00Z,1,2000,6,confirmed"), (bought.Value("gain_net"), bought.Rows("lots.csv").Single()));
        using var sold = await TaxRun.OfAsync(Rows + ",2000,1,0,swap,ETH,1,BNB,0.01,600", "--jurisdiction", "us");
        Assert.Equal((-4m, "3,W,ETH,2024-02-01T00:00:00Z,1,2000,0,confirmed"), (sold.Value("gain_net"), sold.Rows("lots.csv").Single()));
    }

    [Fact]
    public async Task A_row_of_Form_8949_tells_when_its_units_were_identified_and_where_its_prices_came_from()
    {
        using var run = await TaxRun.OfAsync("+lots,identified_at,price_source\n1,2025-01-01T15:00:00Z,W,BTC,buy,1,10000,0\n2,2025-02-01T15:00:00Z,W,BTC,buy,1,30000,0,,,kraken btc/usd; 60 s before\n3,2025-04-01T15:00:00Z,W,BTC,sell,1.5,25000,0,2:1,2025-04-01T14:59:59Z", "--jurisdiction", "us", "--method", "specific", "--year", "2025", "--formats", "csv");
        Assert.Equal(["specific,2025-04-01T14:59:59Z,kraken btc/usd; 60 s before,row 3,no", "fifo,,row 1,row 3,no"], run.Rows("form-8949.csv")[..2].Select(r => string.Join(',', r.Split(',')[16..21])));
    }

    [Fact]
    public void US_9_a_basis_the_broker_reported_wrongly_is_kept_and_adjusted()
    {
        Assert.Equal("0 B -18000 2000", Reconciled(reportedToIrs: true));
        Assert.Equal("18000 B 0 2000", Reconciled(reportedToIrs: false));

        static string Reconciled(bool reportedToIrs)
        {
            var (basis, code, adjustment, gain) = Form8949.Reconcile(20_000, 18_000, 0, reportedToIrs);
            return $"{basis} {code} {adjustment} {gain}";
        }
    }

    [Fact]
    public async Task US_10_three_thousand_of_a_loss_are_deducted_and_the_rest_is_carried()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T15:00:00Z,W,BTC,buy,1,30000,0\n2,2024-04-01T15:00:00Z,W,BTC,sell,1,20000,0", "--jurisdiction", "us", "--year", "2024");
        Assert.Equal((-10_000m, 3_000m, 7_000m), (run.Line("16"), run.Line("21"), run.Line("carry-over")));
    }

    [Fact]
    public async Task HMRC_22280_a_fee_of_one_token_at_a_sale_of_a_thousand()
    {
        using var run = await TaxRun.OfAsync("+fee_asset,fee_quantity,fee_price\n1,2024-05-01T00:00:00Z,W,TOK,buy,10000,2,0\n2,2024-06-01T00:00:00Z,W,TOK,sell,1000,5,0,TOK,1,5", "--jurisdiction", "uk");
        Assert.Equal(2_998m, run.Value("gain_net"));
    }

    [Fact]
    public async Task UK_a_purchase_after_the_tax_year_still_serves_the_thirty_days()
    {
        using var run = await TaxRun.OfAsync("1,2023-06-01T00:00:00Z,W,BTC,buy,1,50,0\n2,2024-04-01T12:00:00Z,W,BTC,sell,1,100,0\n3,2024-04-20T12:00:00Z,W,BTC,buy,1,90,0", "--jurisdiction", "uk", "--year", "2023");
        Assert.Equal(10m, run.Value("gain_net"));
        Assert.Equal((1m, 100m, 90m, 10m, 0m), (run.Line("14"), run.Line("15"), run.Line("16"), run.Line("17"), run.Line("19")));
        Assert.Equal("pool,,BTC,,1,50,0,confirmed", run.Rows("lots.csv").Single());
    }

    [Theory]
    [InlineData("2022", 12_300)]
    [InlineData("2023", 6_000)]
    [InlineData("2024", 3_000)]
    public async Task UK_the_annual_exempt_amount_and_the_boxes_follow_the_year(string year, decimal allowance)
    {
        using var run = await TaxRun.OfAsync($"1,{year}-06-01T00:00:00Z,W,BTC,buy,1,50,0", "--jurisdiction", "uk", "--year", year);
        Assert.Equal(allowance, run.Line("allowance"));
        Assert.Equal(0m, run.Line(year == "2024" ? "13.2" : "15"));
    }

    [Fact]
    public async Task UK_the_computation_has_fees_in_a_column_of_their_own_and_foots()
    {
        using var run = await TaxRun.OfAsync("1,2024-05-01T00:00:00Z,W,BTC,buy,2,100,3\n2,2024-06-01T00:00:00Z,W,BTC,sell,1,500,7", "--jurisdiction", "uk", "--year", "2024");
        Assert.Equal("BTC,2024-06-01,1,section-104,,500.00,101.50,7.00,391.50,confirmed", run.Rows("sa108-computation.csv")[0]);
        Assert.Equal((1m, 500m, 108.5m, 391.5m, 0m), (run.Line("13.1"), run.Line("13.2"), run.Line("13.3"), run.Line("13.4"), run.Line("13.5")));
    }

    [Theory]
    [InlineData(50_000, 47_000, 0)]
    [InlineData(50_001, 48_000, 1)]
    [InlineData(10_000, 6_999, 1)]
    public async Task UK_gains_above_the_exempt_amount_or_proceeds_above_fifty_thousand_are_reported(int proceeds, int cost, int report)
    {
        using var run = await TaxRun.OfAsync($"1,2024-05-01T00:00:00Z,W,BTC,buy,1,{cost},0\n2,2024-06-01T00:00:00Z,W,BTC,sell,1,{proceeds},0", "--jurisdiction", "uk", "--year", "2024");
        Assert.Equal(report, run.Line("report"));
    }

    [Fact]
    public async Task UK_gains_from_the_30th_of_October_2024_stand_apart()
    {
        using var run = await TaxRun.OfAsync("1,2024-05-01T00:00:00Z,W,BTC,buy,3,100,0\n2,2024-10-29T12:00:00Z,W,BTC,sell,1,150,0\n3,2024-10-30T12:00:00Z,W,BTC,sell,1,170,0", "--jurisdiction", "uk", "--year", "2024");
        Assert.Equal((120m, 70m), (run.Line("13.4"), run.Line("from-30-october")));
    }

    [Fact]
    public async Task DE_1_what_was_held_for_a_year_is_free()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-10T12:00:00Z,W,BTC,buy,1,10000,0\n2,2024-09-01T12:00:00Z,W,BTC,buy,1,12000,0\n3,2025-02-01T12:00:00Z,W,BTC,sell,1.5,20000,0", "--jurisdiction", "de", "--year", "2025");
        Assert.Equal((4_000m, 4_000m, 10_000m), (run.Line("54"), run.Line("54-taxable"), run.Line("free")));
        Assert.Equal(["388", "153"], run.Rows("anlage-so.csv")[..2].Select(r => r.Split(',')[5]));
    }

    [Fact]
    public async Task DE_1_by_average_the_cost_is_one_and_the_year_is_each_units_own()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-10T12:00:00Z,W,BTC,buy,1,10000,0\n2,2024-09-01T12:00:00Z,W,BTC,buy,1,12000,0\n3,2025-02-01T12:00:00Z,W,BTC,sell,1.5,20000,0", "--jurisdiction", "de", "--method", "average", "--year", "2025");
        // 11,000 a unit: one held for more than a year is free, a half is taxed with 10,000 − 5,500.
        Assert.Equal((4_500m, 9_000m), (run.Line("54"), run.Line("free")));
        Assert.Equal(["2024-01-10,2025-02-01,388,average", "2024-09-01,2025-02-01,153,average"], run.Rows("anlage-so.csv").Where(r => r.StartsWith('W')).Select(r => string.Join(',', r.Split(',')[3..7])));
    }

    [Theory]
    [InlineData("999.99", "2024-06-01", "0")]
    [InlineData("1000.00", "2024-06-01", "1000")]
    [InlineData("999.99", "2023-06-01", "999.99")]
    [InlineData("599.99", "2023-06-01", "0")]
    public void DE_2_the_exemption_limit_is_a_cliff(string gain, string day, string taxable) =>
        Assert.Equal(Kernel.Quantity.Parse(taxable), Germany.TaxableGain(Kernel.Quantity.Parse(gain), DateOnly.Parse(day)));

    [Theory]
    [InlineData("255.99", "0")]
    [InlineData("256", "256")]
    public async Task DE_3_staking_below_the_limit_is_free(string value, string taxable)
    {
        using var run = await TaxRun.OfAsync($"+type\n1,2024-06-01T12:00:00Z,W,ETH,,1,{value},0,staking", "--jurisdiction", "de", "--year", "2024");
        Assert.Equal(decimal.Parse(taxable), run.Line("10-taxable"));
    }

    [Fact]
    public async Task CA_1_schedule_3_and_the_taxable_half()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T15:00:00Z,A,BTC,buy,1,50000,0\n2,2024-03-01T15:00:00Z,B,BTC,buy,0.5,60000,0\n3,2024-06-01T15:00:00Z,A,BTC,sell,0.8,65000,0", "--jurisdiction", "ca", "--year", "2024");
        Assert.Equal((52_000m, 9_333.33m, 4_666.67m), (run.Line("15199"), run.Line("15300"), run.Line("12700")));
        Assert.StartsWith("pool,,BTC,,0.7,37333.33333333333", run.Rows("lots.csv").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CA_2_a_superficial_loss_across_the_end_of_the_year_is_seen()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T15:00:00Z,A,BTC,buy,10,100,0\n2,2024-12-20T15:00:00Z,A,BTC,sell,10,60,0\n3,2025-01-05T15:00:00Z,A,BTC,buy,4,50,0", "--jurisdiction", "ca", "--year", "2024");
        Assert.Equal((160m, -240m, 0m), (run.Line("denied"), run.Line("15300"), run.Line("12700")));
    }

    [Fact]
    public void AU_1_losses_come_before_the_discount()
    {
        Assert.Equal("(8000, 0)", Net(0, 20_000, 4_000));
        Assert.Equal("(10000, 0)", Net(3_000, 20_000, 3_000));
        Assert.Equal("(0, 1000)", Net(0, 3_000, 4_000));

        static string Net(int other, int discounted, int losses) => Australia.NetGain(other, discounted, losses, new DateOnly(2025, 6, 30)).ToString();
    }

    [Fact]
    public async Task AU_2_a_sale_over_two_parcels()
    {
        using var run = await TaxRun.OfAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,1,50000,0\n2,2024-05-01T12:00:00Z,W,BTC,buy,0.2,60000,0\n3,2024-06-01T12:00:00Z,W,BTC,sell,1.2,65000,0", "--jurisdiction", "au", "--year", "2023");
        Assert.Equal((1m, 16_000m, 16_000m, 0m), (run.Line("G"), run.Line("H"), run.Line("A"), run.Line("V")));
        Assert.Equal(["15000.00", "1000.00"], run.Rows("cgt-schedule.csv")[..2].Select(r => r.Split(',')[7]));
    }

    [Fact]
    public async Task FR_1_and_FR_2_form_2086()
    {
        using var run = await TaxRun.OfAsync("+portfolio_value\n1,2024-01-01T12:00:00Z,W,BTC,buy,10,1000,0\n2,2024-02-01T12:00:00Z,W,BTC,sell,2.5,2000,50,20000\n3,2024-03-01T12:00:00Z,W,BTC,buy,1,3000,0\n4,2024-04-01T12:00:00Z,W,BTC,sell,2,4000,0,25000", "--jurisdiction", "fr", "--year", "2024");
        Assert.Equal(["2450.00", "4640.00", "7090.00"], run.Rows("form-2086.csv").Select(r => r.Split(',')[^1]));
        Assert.Equal((7_090m, 907.52m), (run.Line("3AN"), run.Line("tax")));
        Assert.Equal(7_140m, run.Value("portfolio_cost"));
    }

    [Theory]
    [InlineData("total-average", 2_000_000)]
    [InlineData("moving-average", 3_000_000)]
    public async Task JP_1_total_and_moving_average(string method, decimal gain)
    {
        using var run = await TaxRun.OfAsync("1,2024-01-05T00:00:00Z,W,BTC,buy,1,1000000,0\n2,2024-06-01T00:00:00Z,W,BTC,sell,1,4000000,0\n3,2024-09-01T00:00:00Z,W,BTC,buy,1,3000000,0", "--jurisdiction", "jp", "--method", method, "--year", "2024", "--currency", "JPY");
        Assert.Equal((gain, gain), (run.Line("gain"), run.Line("miscellaneous")));
    }
}
