namespace PortfolioPlatform.Tax.Tests;

/// <summary>What institutions report beside gains.</summary>
public sealed class InstitutionTests
{
    [Fact]
    public async Task ASC_350_60_rolls_fair_value_forward_asset_by_asset()
    {
        using var run = await TaxRun.OfAsync(
            "1,2023-03-01T15:00:00Z,W,BTC,buy,2,100,0\n2,2023-12-30T15:00:00Z,W,BTC,buy,1,150,0\n3,2024-02-01T15:00:00Z,W,BTC,buy,1,200,2\n4,2024-05-01T15:00:00Z,W,BTC,sell,2,250,1\n5,2024-12-30T15:00:00Z,W,ETH,buy,1,10,0",
            "--jurisdiction", "us", "--year", "2024", "--formats", "csv", "--asc-350-60", "yes");
        // 3 × 150 + 202 − 499 + gains = 2 × 250; realised 2 × (250 − 100) less the fee of 1.
        Assert.Equal(["BTC,3,2,450.00,202.00,499.00,347.00,0.00,500.00,352.00,299.00,0.00,row 2,row 4,fifo,buy 202.00,sell 499.00", "ETH,0,1,0.00,10.00,0.00,0.00,0.00,10.00,10.00,0.00,0.00,,row 5,fifo,buy 10.00,"], run.Rows("asc-350-60.csv")[..2]);
    }

    [Fact]
    public async Task CARF_totals_count_transactions_units_and_amounts_by_kind()
    {
        using var run = await TaxRun.OfAsync(
            "+type,to_asset,to_quantity,to_venue\n1,2026-03-01T15:00:00Z,W,BTC,buy,2,100,1,,,,\n2,2026-04-01T15:00:00Z,W,BTC,buy,1,120,0,,,,\n3,2026-05-01T15:00:00Z,W,BTC,sell,1,150,2,,,,\n4,2026-06-01T15:00:00Z,W,BTC,,1,160,0,swap,ETH,4,\n5,2026-07-01T15:00:00Z,W,ETH,,1,60000,0,payment,,,\n6,2026-08-01T15:00:00Z,W,ETH,,1,40,0,transfer,,,V\n7,2025-08-01T15:00:00Z,W,ETH,buy,9,40,0,,,,\n8,2026-09-01T15:00:00Z,W,ETH,,1,50,0,staking,,,\n9,2026-09-02T15:00:00Z,W,ETH,,1,50,0,gift-out,,,",
            "--year", "2026", "--formats", "csv", "--carf", "yes");
        Assert.Equal(
            [
                "BTC,acquired for fiat,2,3,321.00", "BTC,disposed of for crypto,1,1,160.00", "BTC,disposed of for fiat,1,1,148.00", "ETH,acquired for crypto,1,4,160.00",
                "ETH,retail payment,1,1,60000.00", "ETH,transfer in: staking,1,1,50.00", "ETH,transfer out: gift-out,1,1,50.00", "ETH,transfer out: own wallet,1,1,40.00", "total,,,,60929.00",
            ],
            run.Rows("carf-dac8.csv"));
    }

    [Fact]
    public async Task A_switch_takes_yes_or_no()
    {
        using var run = new TaxRun();
        Assert.Contains("--carf must be yes or no", (await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--carf", "please")).Error, StringComparison.Ordinal);
    }
}
