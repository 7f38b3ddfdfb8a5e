using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>The tables beside the form: holdings, summary, trace, income, problems.</summary>
public sealed class YearTableTests
{
    [Theory]
    [Trait("Pain", "33")]
    [ClassData(typeof(EveryMethod))]
    public async Task What_came_in_was_sold_or_is_held_and_the_summary_says_the_same_as_the_form(string jurisdiction, string method)
    {
        using var run = await TaxRun.OfAsync(Histories.Of(seed: 13, rows: 200), "--jurisdiction", jurisdiction, "--method", method, "--year", "2023", "--formats", "csv");
        var until = jurisdiction switch { "uk" => "2024-04-06", "au" => "2024-06-30T14:00:00Z", "jp" => "2023-12-31T15:00:00Z", _ => "2024-01-01T05:00:00Z" };
        var events = Rows(run, "events.csv").Where(e => string.CompareOrdinal(e["timestamp"], until) < 0).ToArray();
        foreach (var asset in new[] { "BTC", "ETH" })
        {
            var came = Sum(events.Where(e => e["asset"] == asset && e["side"] != "sell"), "quantity");
            var went = Sum(events.Where(e => e["asset"] == asset && e["side"] == "sell"), "quantity");
            var held = Sum(Rows(run, "holdings.csv").Where(h => h["asset"] == asset), "units");
            var unknown = Sum(Rows(run, "lot-trace.csv").Where(t => t["asset"] == asset && t["basis_state"] == "unknown"), "units");
            Assert.Equal(came - went + unknown, held);
            if (jurisdiction is "us" or "de" or "au") Assert.Equal(came + unknown, Sum(Rows(run, "lot-trace.csv").Where(t => t["asset"] == asset), "units"));
        }

        var summary = Rows(run, "gains-summary.csv");
        var (net, basis, adjustment) = (Sum(summary, "proceeds"), Sum(summary, "basis"), Sum(summary, "adjustment"));
        Assert.Equal(Sum(summary, "gain"), net - basis + adjustment);
    }

    [Fact]
    [Trait("Pain", "35")]
    public async Task A_holding_has_its_last_price_with_source_and_distance_and_none_when_none_is_known()
    {
        using var run = new TaxRun();
        var prices = Path.Combine(run.Folder, "prices.csv");
        await File.WriteAllTextAsync(prices, "asset,timestamp,price,source\nBTC,2024-12-31T23:00:00Z,90000,venue close\nBTC,2025-01-01T23:00:00Z,99999,too late\n");
        var (code, error) = await run.TryAsync("+type,to_asset,to_quantity\n1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0,,,\n2,2024-06-01T12:00:00Z,W,ETH,buy,3,10,1,,,\n3,2024-07-01T12:00:00Z,W,ETH,,1,10,0,rename,NEW,1", "--jurisdiction", "none", "--year", "2024", "--prices", prices);
        Assert.True(code == 0, error);
        Assert.Equal(
            [
                ",BTC,2,200.00,100.00000000,90000,venue close,2024-12-31T23:00:00Z,0d 01h,180000.00,179800.00,confirmed",
                ",ETH,2,20.67,10.33333333,10,row 3,2024-07-01T12:00:00Z,183d 12h,20.00,-0.67,confirmed",
                ",NEW,1,10.33,10.33333333,,,,,,,confirmed",
                "total,,,231.00,,,,,,180020.00,179799.33,",
            ],
            run.Rows("holdings.csv"));
        Assert.Contains("no-price,,,,NEW,,", run.Text("problems.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_matched_with_purchases_after_the_year_stand_apart_from_the_pool_of_its_last_day()
    {
        using var run = await TaxRun.OfAsync("1,2023-05-01T12:00:00Z,W,BTC,buy,10,100,0\n2,2024-04-01T12:00:00Z,W,BTC,sell,4,150,0\n3,2024-04-20T12:00:00Z,W,BTC,buy,3,120,0", "--jurisdiction", "uk", "--year", "2023");
        Assert.Equal([("", "9"), ("sold, matched later", "-3")], run.Rows("holdings.csv")[..2].Select(r => (CsvText.Read(r + "\n")[0][0], CsvText.Read(r + "\n")[0][2])));
    }

    [Fact]
    public async Task Income_is_listed_with_its_value()
    {
        using var run = await TaxRun.OfAsync("+type\n1,2024-01-01T12:00:00Z,W,BTC,,0.5,100.01,0,staking\n2,2024-01-02T12:00:00Z,W,USD,,-3,1,0,funding", "--year", "2024");
        Assert.Equal(["1,2024-01-01,staking,W,BTC,0.5,50.01,", "2,2024-01-02,funding,W,USD,-3,,-3.00", "total,,,,,,50.01,-3.00"], run.Rows("income-report.csv"));
    }

    [Theory]
    [InlineData("asset,time\n", "line 1: expected the header")]
    [InlineData("asset,timestamp,price,source\nBTC,2024-01-01T00:00:00Z,0,x\n", "line 2: expected price as a number above zero")]
    [InlineData("asset,timestamp,price,source\nBTC,soon,1,x\n", "line 2: expected timestamp")]
    [InlineData("asset,timestamp,price,source\nBTC,soon\n", "line 2: expected an asset")]
    public async Task A_price_that_cannot_be_read_is_named_by_its_line_and_nothing_is_written(string text, string expected)
    {
        using var run = new TaxRun();
        var prices = Path.Combine(run.Folder, "prices.csv");
        await File.WriteAllTextAsync(prices, text);
        var (code, error) = await run.TryAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0", "--year", "2024", "--prices", prices);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    private static Dictionary<string, string>[] Rows(TaxRun run, string name)
    {
        var lines = CsvText.Read(run.Text(name));
        return [.. lines.Skip(1).Where(l => l[0] != "total").Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second))];
    }

    private static Quantity Sum(IEnumerable<Dictionary<string, string>> rows, string column) =>
        ReturnInput.Sum(rows.Where(r => r[column].Length > 0), r => Quantity.FromUnits(Quantity.Parse(r[column]).Units, Quantity.Parse(r[column]).Scale));
}
