namespace PortfolioPlatform.Tax.Tests;

/// <summary>Forms 1099-DA beside our own rows.</summary>
public sealed class BrokerFormTests
{
    private const string Header = "checkboxOnForm8949,digitalAssetName,units,dateOfSale,proceeds,costBasis,dateAcquired\n";

    private static readonly string WideHeader = Header.TrimEnd() + ",accruedMarketDiscount,washSaleLossDisallowed,federalTaxWithheld,lossNotAllowed\n";

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
    [InlineData("G,BTC,,2025-06-02,1,1,", "line 2: expected units above zero")]
    public async Task A_form_that_cannot_be_read_is_named_by_its_line_and_nothing_is_written(string told, string expected)
    {
        using var run = new TaxRun();
        var forms = await FormsAsync(run, Header + told);
        var (code, error) = await run.TryAsync(Trades, "--jurisdiction", "us", "--year", "2025", "--form-1099-da", forms);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    [Theory]
    [InlineData("20,,,", "D,-20.00,1980.00")] // 1h: market discount is interest.
    [InlineData(",30,,", "W,30.00,2030.00")] // 1i
    [InlineData(",,44.5,", ",0.00,2000.00")] // 4: withheld changes no gain.
    [InlineData(",,,true", ",0.00,2000.00")] // 5: a gain stays.
    public async Task Boxes_1h_1i_4_and_5_stand_where_the_instructions_want_them(string boxes, string columns)
    {
        using var run = await OfAsync(Trades, $"G,BTC,1,2025-06-02,20000,18000,,{boxes}", WideHeader);
        Assert.Equal(columns, string.Join(',', run.Rows("form-8949.csv")[0].Split(',')[7..10]));
        Assert.Equal(boxes.StartsWith("20", StringComparison.Ordinal) ? 20m : null, LineOrNothing(run, "schedule-b"));
        Assert.Equal(boxes.Contains("44.5", StringComparison.Ordinal) ? 44.5m : null, LineOrNothing(run, "1040-25b"));
    }

    [Fact]
    public async Task A_loss_that_the_broker_says_is_not_allowed_is_taken_back_with_code_L_after_the_others()
    {
        const string Loss = "1,2025-01-02T15:00:00Z,C,BTC,buy,1,18000,0\n2,2025-06-02T15:00:00Z,C,BTC,sell,1,10000,0";
        using var run = await OfAsync(Loss, "G,BTC,1,2025-06-02,10000,17000,,,500,,true", WideHeader);
        Assert.Equal("10000.00,17000.00,BLW,7000.00,0.00", string.Join(',', run.Rows("form-8949.csv")[0].Split(',')[5..10]));
    }

    [Theory]
    [InlineData("QS", "2", "3000", "matched")]
    [InlineData("NFT", "3", "3000", "number of sales differs")]
    [InlineData("QS", "", "3001", "proceeds differ")]
    public async Task Sales_told_together_in_box_11_are_all_rows_of_the_asset_that_no_other_form_told(string kind, string count, string proceeds, string state)
    {
        using var run = await OfAsync(
            "1,2025-01-02T15:00:00Z,C,USDC,buy,9000,1,0\n2,2025-03-02T15:00:00Z,C,USDC,sell,1000,1,0\n3,2025-04-02T15:00:00Z,C,USDC,sell,2000,1,0\n4,2025-05-02T15:00:00Z,C,USDC,sell,500,1,0",
            $"H,USDC,,,{proceeds},,,,,,,{kind},{count},250\nH,USDC,500,2025-05-02,500,,,,,,,,,", WideHeader.TrimEnd() + ",aggregate,aggregateCount,aggregateFirstSales\n");
        Assert.Equal([$"matched,3,USDC,2025-05-02,500", $"{state},2,USDC,,"], run.Rows("1099-da-match.csv")[..2].Select(r => string.Join(',', r.Split(',')[..5])));
        Assert.All(run.Rows("form-8949.csv")[..3], r => Assert.StartsWith("I,H,", r, StringComparison.Ordinal));
        Assert.Equal(250m, run.Line("first-sales"));
    }

    [Fact]
    public async Task Ten_thousand_rows_of_a_broker_are_matched_each_with_its_own()
    {
        var days = Enumerable.Range(0, 10_000).Select(i => new DateTimeOffset(2025, 1, 3, 12, 0, 0, TimeSpan.Zero).AddMinutes(i * 50)).ToArray();
        var trades = string.Join('\n', days.Select((d, i) => $"s{i},{d.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},C,BTC,sell,1,{20_000 + i},0").Prepend("b,2025-01-02T15:00:00Z,C,BTC,buy,10000,18000,0"));
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        using var run = await OfAsync(trades, string.Join('\n', days.Select((d, i) => $"G,BTC,1,{TimeZoneInfo.ConvertTime(d, newYork):yyyy-MM-dd},{20_000 + i},18000,")));
        Assert.All(run.Rows("1099-da-match.csv")[..10_000], r => Assert.StartsWith("matched,", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_forms_are_part_of_what_a_report_is_frozen_by()
    {
        using var first = await OfAsync(Trades, "G,BTC,1,2025-06-02,20000,0,");
        using var other = await OfAsync(Trades, "G,BTC,1,2025-06-02,20000,1,");
        var (_, said, _) = await FrozenReportTests.RunAsync("tax-diff", first.Out, other.Out);
        Assert.StartsWith("setting form-1099-da: ", said, StringComparison.Ordinal);
    }

    private static decimal? LineOrNothing(TaxRun run, string code) => run.Text("return.json").Contains($"\"{code}\"", StringComparison.Ordinal) ? run.Line(code) : null;

    private static async Task<TaxRun> OfAsync(string trades, string told, string header = Header)
    {
        var run = new TaxRun();
        var forms = await FormsAsync(run, header + told + "\n");
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
