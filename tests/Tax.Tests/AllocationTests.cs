namespace PortfolioPlatform.Tax.Tests;

/// <summary>From universal lots to lots by wallet at a day (Rev. Proc. 2024-28).</summary>
public sealed class AllocationTests
{
    private const string Rows = "1,2024-01-01T15:00:00Z,A,BTC,buy,1,100,0\n2,2024-02-01T15:00:00Z,B,BTC,buy,1.5,50,0\n3,2025-02-01T15:00:00Z,A,BTC,sell,1,300,0\n4,2025-02-03T15:00:00Z,B,BTC,sell,1,300,0";

    private const string Header = "asset,lot_id,wallet,quantity,decided,decided_by\n";

    private static readonly string[] Statutory = ["--jurisdiction", "us", "--scope", "statutory", "--allocation", "oldest-first", "--allocation-decided", "2024-12-15", "--allocation-by", "Ann"];

    [Fact]
    [Trait("Pain", "13")]
    public async Task Lots_named_one_by_one_are_sold_where_they_were_put_and_the_dated_record_can_be_read_again()
    {
        using var run = await OfAsync("BTC,1,B,1,2025-01-20,Bob\nBTC,2,B,0.5,2025-01-20,Bob\nBTC,2,A,1,2025-01-20,Bob\n");
        Assert.Equal(["3 2 250", "4 1 200"], run.Rows("disposals.csv").Select(r => r.Split(',')).Select(c => $"{c[0]} {c[3]} {c[11]}"));
        Assert.Equal("BTC,2025-01-01T05:00:00Z,1,B,1,1.5,specific unit allocation; lot by lot,2025-01-20T05:00:00Z,Bob", run.Rows("allocation.csv")[0]);
        Assert.Empty(run.Problems);
        using var again = await OfAsync(null, run.Text("allocation.csv"));
        foreach (var name in (string[])["disposals.csv", "lots.csv", "allocation.csv", "summary.json"]) Assert.Equal(run.Bytes(name), again.Bytes(name));
    }

    [Fact]
    public async Task An_asset_the_file_does_not_name_follows_the_written_rule()
    {
        using var run = await OfAsync("ETH,1,B,1,2025-01-20,Bob\n");
        Assert.Equal(["3 1 200", "4 2 250"], run.Rows("disposals.csv").Select(r => r.Split(',')).Select(c => $"{c[0]} {c[3]} {c[11]}"));
        Assert.StartsWith("BTC,2025-01-01T05:00:00Z,1,A,1,1,global allocation: the oldest lots to the wallets in the order of their names,2024-12-15T05:00:00Z,Ann", run.Rows("allocation.csv")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allocation_after_the_first_sale_is_told_as_a_problem()
    {
        using var run = await OfAsync("BTC,1,A,1,2025-03-01,Bob\nBTC,2,B,1.5,2025-03-01,Bob\n");
        Assert.Equal(["late-allocation"], run.Problems);
    }

    [Theory]
    [InlineData("BTC,1,B,1,2025-01-20,Bob\nBTC,2,B,1.5,2025-01-20,Bob\n", "wallet B holds 1.5 units")]
    [InlineData("BTC,9,A,1,2025-01-20,Bob\nBTC,1,A,1,2025-01-20,Bob\nBTC,2,B,1.5,2025-01-20,Bob\n", "names lot 9, which no row has")]
    [InlineData("BTC,3,A,1,2025-01-20,Bob\nBTC,1,A,1,2025-01-20,Bob\nBTC,2,B,1.5,2025-01-20,Bob\n", "no lot 3 is held")]
    [InlineData("BTC,1,A,0,2025-01-20,Bob\n", "line 2: expected a quantity above zero")]
    [InlineData("BTC,1,A,1,soon,Bob\n", "line 2: expected decided such as")]
    [InlineData("BTC,1,A,1,2025-01-20,\n", "line 2: expected an asset, a lot_id, a wallet and a decided_by")]
    [InlineData("BTC,1\n", "line 2: expected 6 fields")]
    public async Task What_does_not_fit_is_named_and_nothing_is_written(string allocation, string expected)
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync(Rows, [.. Statutory, "--allocation-lots", await FileAsync(run, Header + allocation)]);
        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }

    [Fact]
    public async Task Where_no_law_names_the_day_the_scope_changes_at_the_one_that_is_told()
    {
        const string Trades = "1,2021-01-01T12:00:00Z,A,BTC,buy,1,100,0\n2,2021-02-01T12:00:00Z,B,BTC,buy,1,50,0\n3,2021-06-01T12:00:00Z,B,BTC,sell,1,300,0\n4,2022-02-01T12:00:00Z,A,BTC,sell,1,300,0";
        string[] words = ["--jurisdiction", "de", "--allocation", "oldest-first", "--allocation-decided", "2021-12-15", "--allocation-by", "Ann", "--scope"];
        using var run = await TaxRun.OfAsync(Trades, [.. words, "wallet@2022-01-01"]);
        // Universal first: B sells A's older lot; what is left, B's, belongs to A since the switch.
        Assert.Equal(["3 1 200", "4 2 250"], run.Rows("disposals.csv").Select(r => r.Split(',')).Select(c => $"{c[0]} {c[3]} {c[11]}"));
        using var other = new TaxRun();
        foreach (var (scope, message) in new[] { ("wallet@soon", "--scope must be such as wallet@2022-01-01"), ("statutory", "the scope never changed there"), ("wallet@2021-12-01", "--allocation-decided must lie before 2021-12-01") })
            Assert.Contains(message, (await other.TryAsync(Trades, [.. words, scope])).Error, StringComparison.Ordinal);
        Assert.Contains("needs a method that keeps lots", (await other.TryAsync(Trades, ["--jurisdiction", "uk", .. words[2..], "wallet@2022-01-01"])).Error, StringComparison.Ordinal);
        Assert.Contains("needs a scope that changes by date", (await other.TryAsync(Trades, ["--jurisdiction", "us", "--allocation-lots", "x"])).Error, StringComparison.Ordinal);
    }

    private static Task<TaxRun> OfAsync(string allocation) => OfAsync(Header, allocation);

    private static async Task<TaxRun> OfAsync(string? header, string allocation)
    {
        var run = new TaxRun();
        var (code, error) = await run.TryAsync(Rows, [.. Statutory, "--allocation-lots", await FileAsync(run, header + allocation)]);
        Assert.True(code == 0, error);
        return run;
    }

    private static async Task<string> FileAsync(TaxRun run, string text)
    {
        var path = Path.Combine(run.Folder, "allocation-lots.csv");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
