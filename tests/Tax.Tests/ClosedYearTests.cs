namespace PortfolioPlatform.Tax.Tests;

/// <summary>A filed year stays as it was filed.</summary>
public sealed class ClosedYearTests
{
    private const string First = "1,2023-01-02T15:00:00Z,W,BTC,buy,2,100,0\n2,2023-06-01T15:00:00Z,W,BTC,sell,1,150,0\n";
    private const string Second = "9,2024-03-01T15:00:00Z,W,BTC,sell,1,300,0";

    [Theory]
    [Trait("Pain", "15")]
    [InlineData("us", "fifo")]
    [InlineData("de", "average")]
    [InlineData("ca", "acb")]
    public async Task Later_years_begin_with_the_lots_that_were_filed(string jurisdiction, string method)
    {
        string[] chosen = ["--jurisdiction", jurisdiction, "--method", method];
        using var filed = await TaxRun.OfAsync(First, [.. chosen, "--year", "2023"]);
        // Since then a purchase of 2022 turned up, and the first price was corrected.
        var now = $"0,2022-06-01T15:00:00Z,W,BTC,buy,1,1,0\n{First.Replace("buy,2,100", "buy,2,110")}{Second}";
        using var run = await TaxRun.OfAsync(now, [.. chosen, "--year", "2024", "--closed", filed.Out]);
        Assert.Equal(200m, run.Value("gain_net"));
        Assert.Equal(["late-event", "changed-event"], run.Problems);
        using var open = await TaxRun.OfAsync(now, [.. chosen, "--year", "2024"]);
        Assert.NotEqual(200m, open.Value("gain_net"));
    }

    [Fact]
    public async Task A_row_that_the_input_lost_stays_filed_and_is_listed()
    {
        using var filed = await TaxRun.OfAsync(First, "--jurisdiction", "us", "--year", "2023");
        using var run = await TaxRun.OfAsync(Second, "--jurisdiction", "us", "--year", "2024", "--closed", filed.Out);
        Assert.Equal(200m, run.Value("gain_net"));
        Assert.Equal(["missing-event", "missing-event"], run.Problems);
    }

    [Fact]
    public async Task Only_an_earlier_year_of_the_same_jurisdiction_can_be_closed()
    {
        using var filed = await TaxRun.OfAsync(First, "--jurisdiction", "us", "--year", "2023");
        using var run = new TaxRun();
        Assert.Contains("only an earlier year can be closed", (await run.TryAsync(First, "--jurisdiction", "us", "--year", "2023", "--closed", filed.Out)).Error, StringComparison.Ordinal);
        Assert.Contains("is a report of jurisdiction us", (await run.TryAsync(First, "--jurisdiction", "de", "--year", "2024", "--closed", filed.Out)).Error, StringComparison.Ordinal);
        Assert.Contains("holds no seal.json", (await run.TryAsync(First, "--jurisdiction", "de", "--year", "2024", "--closed", run.Folder)).Error, StringComparison.Ordinal);
        Assert.Contains("--closed needs --year", (await run.TryAsync(First, "--jurisdiction", "de", "--closed", run.Folder)).Error, StringComparison.Ordinal);
    }
}
