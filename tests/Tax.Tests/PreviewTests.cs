using System.Text.Json;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>What a sale would do, before it happens.</summary>
public sealed class PreviewTests
{
    private const string Buys = "1,2024-01-01T12:00:00Z,W,BTC,buy,1,10000,0\n2,2024-02-01T12:00:00Z,W,BTC,buy,1,30000,0\n3,2024-03-01T12:00:00Z,W,BTC,buy,1,20000,0";

    [Theory]
    [InlineData("fifo", 15_000)]
    [InlineData("lifo", 5_000)]
    [InlineData("hifo", -5_000)]
    [InlineData("lofo", 15_000)]
    [InlineData("average", 5_000)]
    public async Task US_5_as_a_preview_of_every_method(string method, decimal gain)
    {
        var shown = await OfAsync(Buys, "none", "25000", "2024-04-01T12:00:00Z");
        Assert.Equal($"{gain:0}", shown.GetProperty("methods").EnumerateArray().Single(m => m.GetProperty("method").GetString() == method).GetProperty("gain").GetString());
    }

    [Fact]
    public async Task A_preview_names_its_lots_and_splits_short_from_long()
    {
        var shown = await OfAsync(Buys, "us", "25000", "2025-02-01T20:00:00Z", "--quantity", "1.5");
        var fifo = shown.GetProperty("methods")[0];
        Assert.Equal(("12500", "-2500", "15000"), (Text(fifo, "gain"), Text(fifo, "short_term"), Text(fifo, "long_term")));
        Assert.Equal([("1", "15000.00"), ("2", "-2500.00")], fifo.GetProperty("rows").EnumerateArray().Select(r => (Text(r, "lot"), Text(r, "gain"))));
    }

    [Fact]
    public async Task Losses_that_could_be_taken_lots_about_to_turn_long_term_and_the_rest_of_the_allowance()
    {
        var shown = await OfAsync($"{Buys}\n4,2025-01-02T12:00:00Z,W,ETH,buy,2,1500,0\n5,2025-01-03T12:00:00Z,W,ETH,sell,1,1000,0", "us", "15000", "2025-01-20T12:00:00Z");
        Assert.Equal([("2", "-15000.00", "short"), ("3", "-5000.00", "short"), ("4", "-500.00", "short")], shown.GetProperty("harvestable_losses").EnumerateArray().Select(l => (Text(l, "lot"), Text(l, "unrealised"), Text(l, "term"))));
        Assert.Equal([("2", "2025-02-02")], shown.GetProperty("turning_long_term").EnumerateArray().Select(l => (Text(l, "lot"), Text(l, "long_from"))));
        Assert.Equal(("3000", "2500"), (Text(shown.GetProperty("allowance"), "limit"), Text(shown.GetProperty("allowance"), "left")));
    }

    [Theory]
    [InlineData("uk", "3000", "1000")]
    [InlineData("de", "1000", "0")]
    [InlineData("fr", "305", "0")]
    public async Task The_rest_of_an_allowance_is_what_the_years_rows_left_of_it(string jurisdiction, string limit, string left)
    {
        var shown = await OfAsync("1,2024-05-01T12:00:00Z,W,BTC,buy,3,1000,0\n2,2024-07-01T12:00:00Z,W,BTC,sell,1,3000,0", jurisdiction, "4000", "2024-09-01T12:00:00Z");
        Assert.Equal((limit, left), (Text(shown.GetProperty("allowance"), "limit"), Text(shown.GetProperty("allowance"), "left")));
    }

    [Fact]
    public async Task A_preview_changes_nothing_and_later_rows_do_not_count()
    {
        var shown = await OfAsync($"{Buys}\n9,2024-05-01T12:00:00Z,W,BTC,buy,1,1,0", "us", "25000", "2024-04-01T12:00:00Z");
        Assert.Equal("15000", Text(shown.GetProperty("methods").EnumerateArray().Single(m => Text(m, "method") == "lofo"), "gain"));
    }

    [Theory]
    [InlineData("--quantity must be a number above zero", "--quantity", "0")]
    [InlineData("--at must be a time", "--at", "soon")]
    [InlineData("--within must be a number of days", "--within", "x")]
    [InlineData("--price must be a number", "--price", "x")]
    [InlineData("--fee must be a number", "--fee", "x")]
    [InlineData("the year follows from --at", "--year", "2024")]
    [InlineData("--jurisdiction must be one of", "--jurisdiction", "xx")]
    [InlineData("there is no file", "--trades", "/nowhere.csv")]
    public async Task A_wrong_word_is_named(string expected, string option, string value)
    {
        var words = new Dictionary<string, string> { ["--trades"] = "/nowhere.csv", ["--asset"] = "BTC", ["--quantity"] = "1", ["--price"] = "1", ["--at"] = "2024-01-01" };
        words[option] = value;
        var (code, _, error) = await FrozenReportTests.RunAsync("tax-preview", [.. words.SelectMany(w => new[] { w.Key, w.Value })]);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> OfAsync(string rows, string jurisdiction, string price, string at, params string[] more)
    {
        using var run = new TaxRun();
        await File.WriteAllTextAsync(run.Trades, TaxRun.Csv(rows));
        string[] quantity = more.Contains("--quantity") ? [] : ["--quantity", "1"];
        var (code, output, error) = await FrozenReportTests.RunAsync("tax-preview", ["--trades", run.Trades, "--jurisdiction", jurisdiction, "--asset", "BTC", "--price", price, "--at", at, .. quantity, .. more]);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
