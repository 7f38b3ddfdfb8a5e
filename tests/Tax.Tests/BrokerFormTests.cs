namespace PortfolioPlatform.Tax.Tests;

/// <summary>Forms 1099-DA beside our own rows.</summary>
public sealed class BrokerFormTests
{
    private const string Header = "checkboxOnForm8949,digitalAssetName,units,dateOfSale,proceeds,costBasis,dateAcquired\n";

    private const string Trades = "1,2025-01-02T15:00:00Z,C,BTC,buy,1,18000,0\n2,2025-06-02T15:00:00Z,C,BTC,sell,1,20000,0";

    [Theory]
    [InlineData("G,BTC,1,2025-06-02,20000,0,", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,0.00,B,-18000.00,2000.00", "basis differs")]
    [InlineData("H,BTC,1,2025-06-02,20000,0,", "I,H,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,B,0.00,2000.00", "basis differs")]
    [InlineData("H,BTC,1,2025-06-02,20000,,", "I,H,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,,0.00,2000.00", "matched")]
    [InlineData("G,BTC,1,2025-06-02,20000,18000,", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,,0.00,2000.00", "matched")]
    [InlineData("J,BTC,1,2025-06-02,20000,18000,", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,T,0.00,2000.00", "matched")]
    [InlineData("G,BTC,1,2025-06-02,20000,18000,2025-01-02", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,,0.00,2000.00", "matched")]
    [InlineData("G,BTC,1,2025-06-02,20000,18000,2025-01-03", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,,0.00,2000.00", "date acquired differs")]
    [InlineData("G,BTC,1,2025-06-02,19000,18000,", "I,G,1 BTC,01/02/2025,06/02/2025,20000.00,18000.00,,0.00,2000.00", "proceeds differ")]
    public async Task US_9_a_row_takes_the_brokers_box_and_the_codes_that_mend_it(string told, string row, string state)
    {
        using var run = await OfAsync(Trades, told);
        Assert.StartsWith(row + ",", run.Rows("form-8949.csv")[0], StringComparison.Ordinal);
        Assert.StartsWith($"{state},2,BTC,", run.Rows("1099-da-match.csv")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task US_7_a_fee_that_the_brokers_proceeds_leave_out_is_an_adjustment_with_code_E()
    {
        using var run = await OfAsync("1,2025-01-02T15:00:00Z,C,BTC,buy,1,18000,0\n2,2025-06-02T15:00:00Z,C,BTC,sell,1,25000,25", "G,BTC,1,2025-06-02,25000,18000,");
        Assert.StartsWith("I,G,1 BTC,01/02/2025,06/02/2025,25000.00,18000.00,E,-25.00,6975.00,", run.Rows("form-8949.csv")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_sale_told_as_one_row_is_found_in_our_rows_of_several_lots()
    {
        using var run = await OfAsync("1,2025-01-02T15:00:00Z,C,BTC,buy,1,10000,0\n2,2025-02-02T15:00:00Z,C,BTC,buy,1,12000,0\n3,2025-06-02T15:00:00Z,C,BTC,sell,2,20000,0", "G,BTC,2,2025-06-02,40000,20000,");
        Assert.Equal(["20000.00,10000.00,,0.00,10000.00", "20000.00,10000.00,B,-2000.00,8000.00"], run.Rows("form-8949.csv")[..2].Select(r => string.Join(',', r.Split(',')[5..10])));
        Assert.Equal(18_000m, run.Line("7"));
    }

    [Fact]
    public async Task What_only_one_side_knows_is_listed()
    {
        using var run = await OfAsync(Trades, "G,ETH,1,2025-06-02,20000,0,");
        Assert.Equal(["not in our records,2,ETH", "not told by a broker,,BTC"], run.Rows("1099-da-match.csv")[..2].Select(r => string.Join(',', r.Split(',')[..3])));
    }

    [Theory]
    [InlineData("X,BTC,1,2025-06-02,1,,", "line 2: expected checkboxOnForm8949")]
    [InlineData("G,,1,2025-06-02,1,,", "line 2: expected digitalAssetName")]
    [InlineData("G,BTC,0,2025-06-02,1,,", "line 2: expected units above zero")]
    [InlineData("G,BTC,1,02.06.2025,1,,", "line 2: expected dateOfSale such as")]
    [InlineData("G,BTC,1,2025-06-02,x,,", "line 2: expected proceeds")]
    [InlineData("G,BTC,1,2025-06-02,1,x,", "line 2: expected costBasis")]
    [InlineData("G,BTC,1,2025-06-02,1,1,soon", "line 2: expected dateAcquired")]
    [InlineData("G,BTC", "line 2: expected 7 fields")]
    public async Task A_form_that_cannot_be_read_is_named_by_its_line_and_nothing_is_written(string told, string expected)
    {
        using var run = new TaxRun();
        var forms = await FormsAsync(run, Header + told);
        var (code, error) = await run.TryAsync(Trades, "--jurisdiction", "us", "--year", "2025", "--form-1099-da", forms);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    [Fact]
    public async Task The_forms_are_part_of_what_a_report_is_frozen_by()
    {
        using var first = await OfAsync(Trades, "G,BTC,1,2025-06-02,20000,0,");
        using var other = await OfAsync(Trades, "G,BTC,1,2025-06-02,20000,1,");
        var (_, said, _) = await FrozenReportTests.RunAsync("tax-diff", first.Out, other.Out);
        Assert.StartsWith("setting form-1099-da: ", said, StringComparison.Ordinal);
    }

    private static async Task<TaxRun> OfAsync(string trades, string told)
    {
        var run = new TaxRun();
        var forms = await FormsAsync(run, Header + told + "\n");
        var (code, error) = await run.TryAsync(trades, "--jurisdiction", "us", "--year", "2025", "--formats", "csv,json", "--form-1099-da", forms);
        Assert.True(code == 0, error);
        return run;
    }

    private static async Task<string> FormsAsync(TaxRun run, string text)
    {
        var path = Path.Combine(run.Folder, "1099-da.csv");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
