using System.Text.Json;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>A report is frozen by what it was made of, and a difference is explained.</summary>
public sealed class FrozenReportTests
{
    private const string Trades = "1,2023-01-01T12:00:00Z,W,BTC,buy,2,100,0\n2,2023-02-01T12:00:00Z,W,BTC,buy,2,300,0\n3,2024-03-01T12:00:00Z,W,BTC,sell,1,500,0";

    [Theory]
    [Trait("Pain", "44")]
    [ClassData(typeof(EveryMethod))]
    public async Task A_report_made_again_from_its_own_events_is_the_same_byte_for_byte(string jurisdiction, string method)
    {
        string[] options = ["--jurisdiction", jurisdiction, "--method", method, "--year", "2023"];
        using var first = await TaxRun.OfAsync(Histories.Of(seed: 11, rows: 120), options);
        using var again = new TaxRun();
        File.Copy(Path.Combine(first.Out, "events.csv"), again.Trades);
        Assert.Equal((0, ""), await again.TryAsync(null, options));
        foreach (var file in Directory.GetFiles(first.Out).Select(f => Path.GetFileName(f)!)) Assert.Equal(first.Bytes(file), again.Bytes(file));
    }

    [Fact]
    public async Task What_happens_after_the_year_leaves_its_report_as_it_was()
    {
        using var before = await TaxRun.OfAsync(Trades, "--jurisdiction", "us", "--year", "2024");
        using var later = await TaxRun.OfAsync($"{Trades}\n4,2025-03-01T12:00:00Z,W,BTC,sell,1,900,0", "--jurisdiction", "us", "--year", "2024");
        Assert.Equal(before.Bytes("seal.json"), later.Bytes("seal.json"));
    }

    [Fact]
    public async Task A_folder_with_another_report_is_left_alone_unless_told_otherwise()
    {
        using var run = await TaxRun.OfAsync(Trades, "--jurisdiction", "us", "--year", "2024");
        var filed = run.Bytes("report.pdf");
        var (code, error) = await run.TryAsync(Trades.Replace("500", "501"), "--jurisdiction", "us", "--year", "2024");
        Assert.Equal(2, code);
        Assert.Contains("holds a frozen report", error, StringComparison.Ordinal);
        Assert.Equal(filed, run.Bytes("report.pdf"));
        Assert.Equal(0, (await run.TryAsync(Trades.Replace("500", "501"), "--jurisdiction", "us", "--year", "2024", "--replace", "yes")).Code);
        Assert.NotEqual(filed, run.Bytes("report.pdf"));
    }

    [Fact]
    public async Task The_seal_tells_events_and_prices_apart()
    {
        using var first = await TaxRun.OfAsync(Trades, "--year", "2024");
        using var priced = await TaxRun.OfAsync(Trades.Replace("500", "501"), "--year", "2024");
        using var moved = await TaxRun.OfAsync(Trades.Replace("sell,1", "sell,2"), "--year", "2024");
        Assert.Equal(Seal(first, "EventsHash"), Seal(priced, "EventsHash"));
        Assert.NotEqual(Seal(first, "PricesHash"), Seal(priced, "PricesHash"));
        Assert.NotEqual(Seal(first, "EventsHash"), Seal(moved, "EventsHash"));
        Assert.Equal(Seal(first, "PricesHash"), Seal(moved, "PricesHash"));
    }

    [Fact]
    public async Task The_hashes_chain_the_rows_as_they_are_written_whether_or_not_a_row_has_further_columns()
    {
        using var run = await TaxRun.OfAsync("+type,to_venue,price_source\n1,2024-01-02T15:00:00.5Z,W,BTC,buy,1.50,100,-0.25,,,\nb,2024-02-02T15:00:00Z,W,BTC,sell,0.5,200,1,trade,,quoted\n3,2024-03-02T15:00:00Z,W,BTC,,0.5,201,0,transfer,V,\n4,2024-04-02T15:00:00Z,W,BTC,,0.1,202,0,staking,,\n=5,2024-04-02T15:00:00Z,W,BTC,buy,1,1,0,,,", "--year", "2024");
        string[] happened =
        [
            "1,2024-01-02T15:00:00.5Z,W,BTC,buy,1.5,,-0.25,,,,,,,,,,,,,,", "b,2024-02-02T15:00:00Z,W,BTC,sell,0.5,,1,,,,,,,,,,,,,,", "3,2024-03-02T15:00:00Z,W,BTC,,0.5,,0,transfer,V,,,,,,,,,,,,",
            "4,2024-04-02T15:00:00Z,W,BTC,,0.1,,0,staking,,,,,,,,,,,,,", "'=5,2024-04-02T15:00:00Z,W,BTC,buy,1,,0,,,,,,,,,,,,,,",
        ];
        Assert.Equal(Chain(happened), Seal(run, "EventsHash"));
        Assert.Equal(Chain("1,100,,,,", "b,200,,,,quoted", "3,201,,,,", "4,202,,,,", "'=5,1,,,,"), Seal(run, "PricesHash"));
        Assert.Equal(["1,2024-01-02T15:00:00.5Z,W,BTC,buy,1.5,100,-0.25,,,,,,,,,,,,,,", "b,2024-02-02T15:00:00Z,W,BTC,sell,0.5,200,1,,,,,,,,,,,,,,quoted"], run.Rows("events.csv")[..2]);
    }

    private static string Chain(params string[] rows) =>
        Convert.ToHexStringLower(rows.Aggregate(Array.Empty<byte>(), (before, row) => System.Security.Cryptography.SHA256.HashData([.. before, .. System.Text.Encoding.UTF8.GetBytes(row)])));

    [Fact]
    public async Task A_difference_names_the_event_its_columns_and_what_they_did_to_the_rows()
    {
        using var old = await TaxRun.OfAsync(Trades, "--jurisdiction", "us", "--year", "2024");
        using var now = await TaxRun.OfAsync(Trades.Replace("buy,2,100", "buy,2,110") + "\n9,2023-06-01T12:00:00Z,W,ETH,buy,1,50,0", "--jurisdiction", "us", "--method", "hifo", "--year", "2024");
        var (code, output, _) = await RunAsync("tax-diff", old.Out, now.Out);
        Assert.Equal(1, code);
        Assert.Contains("setting method: fifo -> hifo\n", output, StringComparison.Ordinal);
        Assert.Contains("event 1: price 100 -> 110\n", output, StringComparison.Ordinal);
        Assert.Contains("event 9 is new\n", output, StringComparison.Ordinal);
        Assert.Contains("disposal 3 BTC 2024-03-01T12:00:00Z 1 2023-01-01T12:00:00Z is gone\n", output, StringComparison.Ordinal);
        var (same, said, _) = await RunAsync("tax-diff", old.Out, old.Out);
        Assert.Equal(0, same);
        Assert.StartsWith("both are report ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_folders_with_seals_are_needed_to_compare()
    {
        Assert.Equal((2, "", "tax-diff: expected two folders. Usage: tax-diff OLD-FOLDER NEW-FOLDER\n"), await RunAsync("tax-diff", "x"));
        Assert.Equal((2, "", "tax-diff: x holds no seal.json\n"), await RunAsync("tax-diff", "x", "y"));
    }

    private static string Seal(TaxRun run, string name) => JsonDocument.Parse(run.Text("seal.json")).RootElement.GetProperty("Seal").GetProperty(name).GetString()!;

    internal static async Task<(int Code, string Output, string Error)> RunAsync(string command, params string[] words)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var code = await new TaxModule().Commands.Single(c => c.Name == command).RunAsync(new CommandContext(words, output, error, _ => throw new InvalidOperationException("The command needs no server.")), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
