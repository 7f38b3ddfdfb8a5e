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
    public async Task In_Canada_a_preview_denies_a_loss_as_far_as_units_were_bought_shortly_before_and_says_until_when_buying_back_counts()
    {
        var shown = await OfAsync("1,2024-01-01T15:00:00Z,W,BTC,buy,10,100,0\n2,2024-06-01T15:00:00Z,W,BTC,buy,4,60,0", "ca", "50", "2024-06-15T15:00:00Z", "--quantity", "10");
        // 10 of 14 at 88.5714 each, 4 of them bought within 30 days and kept: 4/10 of the loss of 385.71.
        Assert.Equal(("-231.42", "154.29"), (Text(shown.GetProperty("methods")[0], "gain"), Text(shown.GetProperty("methods")[0], "denied")));
        Assert.Equal(("2024-05-16", "2024-07-15", "4"), Window(shown));
        Assert.Equal("4", Text(shown.GetProperty("harvestable_losses")[0], "bought_recently"));
    }

    [Fact]
    public async Task In_the_United_Kingdom_a_preview_says_until_when_buying_back_is_matched_with_the_sale()
    {
        var shown = await OfAsync("1,2024-01-01T12:00:00Z,W,BTC,buy,2,100,0\n2,2024-06-15T09:00:00Z,W,BTC,buy,0.5,60,0", "uk", "50", "2024-06-15T15:00:00Z");
        Assert.Equal(("2024-06-15", "2024-07-15", "0.5"), Window(shown));
        Assert.Contains("s106A", Text(shown.GetProperty("repurchase"), "rule"), StringComparison.Ordinal);
        // Half of it was bought on the day of the sale: 0.5 × (50 − 60) + 0.5 × (50 − 100).
        Assert.Equal(("-30", "0"), (Text(shown.GetProperty("methods")[0], "gain"), Text(shown.GetProperty("methods")[0], "denied")));
    }

    [Fact]
    public async Task In_the_United_States_a_preview_denies_a_wash_sale_only_when_it_is_asked_to()
    {
        const string Rows = "1,2024-01-01T15:00:00Z,W,BTC,buy,1,30000,0\n2,2024-03-20T15:00:00Z,W,BTC,buy,1,20000,0";
        var plain = await OfAsync(Rows, "us", "10000", "2024-04-01T15:00:00Z");
        Assert.Equal(("-20000", "0", (null, null, "0")), (Text(plain.GetProperty("methods")[0], "gain"), Text(plain.GetProperty("methods")[0], "denied"), Window(plain)));
        Assert.Contains("does not apply", Text(plain.GetProperty("repurchase"), "rule"), StringComparison.Ordinal);
        var denied = await OfAsync(Rows, "us", "10000", "2024-04-01T15:00:00Z", "--wash-sales", "yes");
        Assert.Equal(("0", "20000"), (Text(denied.GetProperty("methods")[0], "gain"), Text(denied.GetProperty("methods")[0], "denied")));
        Assert.Equal(("2024-03-02", "2024-05-01", "1"), Window(denied));
        Assert.Equal("1", Text(denied.GetProperty("harvestable_losses")[0], "bought_recently"));
    }

    [Fact]
    public async Task Where_the_law_says_nothing_of_buying_back_a_preview_says_nothing()
    {
        Assert.Equal(JsonValueKind.Null, (await OfAsync(Buys, "de", "25000", "2024-04-01T12:00:00Z")).GetProperty("repurchase").ValueKind);
        Assert.Contains("Part IVA", Text((await OfAsync(Buys, "au", "25000", "2024-04-01T12:00:00Z")).GetProperty("repurchase"), "rule"), StringComparison.Ordinal);
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

    private static (string? From, string? Until, string Bought) Window(JsonElement shown) =>
        (Day(shown, "from"), Day(shown, "until"), Text(shown.GetProperty("repurchase"), "bought"));

    private static string? Day(JsonElement shown, string name) => Text(shown.GetProperty("repurchase"), name) is { Length: > 0 } day ? day : null;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
