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
    public async Task CARF_totals_what_went_to_addresses_that_are_not_known_to_belong_to_a_provider()
    {
        using var run = await TaxRun.OfAsync(
            "+type,to_venue\n1,2026-03-01T15:00:00Z,W,BTC,buy,5,100,0,,\n2,2026-04-01T15:00:00Z,W,BTC,,1,100,0,transfer,unhosted:bc1q\n3,2026-05-01T15:00:00Z,W,BTC,,2,110,0,transfer,unhosted:bc1p\n4,2026-06-01T15:00:00Z,W,BTC,,1,120,0,payment,unhosted:bc1x\n5,2026-07-01T15:00:00Z,W,BTC,,1,130,0,transfer,V",
            "--year", "2026", "--formats", "csv", "--carf", "yes");
        Assert.Equal(["BTC,transfer out: own wallet,2,3,320.00", "BTC,transfer out: payment,1,1,120.00", "total,,,,440.00"], run.Rows("carf-dac8-unhosted.csv"));
        Assert.Contains("BTC,transfer out: own wallet,3,4,450.00", run.Rows("carf-dac8.csv"));
    }

    [Fact]
    public async Task ASC_350_60_tells_assets_that_may_not_be_sold_and_adds_up_what_is_not_significant()
    {
        using var run = new TaxRun();
        var restricted = Path.Combine(run.Folder, "restricted.csv");
        await File.WriteAllTextAsync(restricted, "asset,wallet,units,nature,until,lapse\nETH,,3,collateral of a loan,2025-01-31,repayment\nBTC,W,5,lock-up by contract,,consent of the seller\nSOL,,1,staked,2024-06-30,unbonding\n");
        var (code, error) = await run.TryAsync(
            "1,2024-02-01T15:00:00Z,W,BTC,buy,2,100,0\n2,2024-02-01T15:00:00Z,W,ETH,buy,4,10,0\n3,2024-02-01T15:00:00Z,W,SOL,buy,5,1,0",
            "--jurisdiction", "us", "--year", "2024", "--formats", "csv", "--asc-350-60", "yes", "--significant", "btc", "--restricted", restricted);
        Assert.True(code == 0, error);
        Assert.Equal(["BTC,W,5,2,500.00,row 1,lock-up by contract,,,consent of the seller,more than is held", "ETH,,3,4,30.00,row 2,collateral of a loan,2025-01-31,31,repayment,", "total,,,,530.00,,,,,,"], run.Rows("asc-350-60-restricted.csv"));
        Assert.Equal(["BTC,0,2,0.00,200.00,0.00,0.00,0.00,200.00,200.00,0.00,0.00,,row 1,fifo,buy 200.00,", "2 other assets,,,0.00,45.00,0.00,0.00,0.00,45.00,45.00,0.00,0.00,,,fifo,,"], run.Rows("asc-350-60.csv")[..2]);
    }

    [Theory]
    [InlineData("asset,wallet,units\n", "line 1: expected the header")]
    [InlineData("asset,wallet,units,nature,until,lapse\nBTC\n", "line 2: expected 6 fields")]
    [InlineData("asset,wallet,units,nature,until,lapse\nBTC,,1,,,x\n", "line 2: expected an asset, the nature")]
    [InlineData("asset,wallet,units,nature,until,lapse\nBTC,,0,n,,x\n", "line 2: expected units above zero")]
    [InlineData("asset,wallet,units,nature,until,lapse\nBTC,,1,n,soon,x\n", "line 2: expected until such as")]
    public async Task Restricted_units_that_cannot_be_read_are_named_by_their_line(string text, string expected)
    {
        using var run = new TaxRun();
        var path = Path.Combine(run.Folder, "restricted.csv");
        await File.WriteAllTextAsync(path, text);
        var (code, error) = await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--asc-350-60", "yes", "--restricted", path);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_takes_yes_or_no()
    {
        using var run = new TaxRun();
        Assert.Contains("--carf must be yes or no", (await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--carf", "please")).Error, StringComparison.Ordinal);
        Assert.Contains("--significant needs --asc-350-60 yes", (await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--significant", "btc")).Error, StringComparison.Ordinal);
    }
}
