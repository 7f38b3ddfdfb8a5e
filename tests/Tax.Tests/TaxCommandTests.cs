using System.Diagnostics;
using System.Text.Json;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;

namespace PortfolioPlatform.Tax.Tests;

public sealed class TaxCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tax").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sale_over_two_lots_is_two_rows_with_their_terms()
    {
        var summary = await RunAsync(
            """
            1,2023-01-01T00:00:00Z,kraken,BTC,buy,1,10000,0
            2,2024-06-01T00:00:00Z,kraken,BTC,buy,1,30000,3
            3,2024-09-01T00:00:00Z,kraken,BTC,sell,1.5,40000,6
            """,
            "--jurisdiction", "us");
        Assert.Equal("35000.000000000000", summary.GetProperty("gain_ex_fees").GetString());
        Assert.Equal("34992.500000000000", summary.GetProperty("gain_net").GetString());
        var rows = await File.ReadAllLinesAsync(Path.Combine(_folder, "out", "disposals.csv"));
        Assert.Equal(["3,BTC,2024-09-01T00:00:00Z,1,2023-01-01T00:00:00Z,1,40000,10000,0,4,30000,29996,long,fifo,confirmed,kraken,0", "3,BTC,2024-09-01T00:00:00Z,2,2024-06-01T00:00:00Z,0.5,20000,15000,1.5,2,5000,4996.5,short,fifo,confirmed,kraken,0"], rows[1..]);
        Assert.Equal("2,kraken,BTC,2024-06-01T00:00:00Z,0.5,15000,1.5,confirmed", (await File.ReadAllLinesAsync(Path.Combine(_folder, "out", "lots.csv")))[1]);
    }

    [Fact]
    public async Task Rows_in_any_order_give_the_same_summary()
    {
        const string First = "1,2024-01-01T00:00:00Z,kraken,BTC,buy,1,10000,0", Second = "2,2024-01-02T00:00:00Z,kraken,BTC,buy,1,30000,0", Third = "x-3,2024-01-03T00:00:00.5Z,kraken,BTC,sell,1,40000,0";
        var ordered = await RunAsync($"{First}\n{Second}\n{Third}");
        var shuffled = await RunAsync($"{Third}\n{Second}\n{First}");
        Assert.Equal(ordered.GetRawText(), shuffled.GetRawText());
        Assert.Contains("x-3,BTC", await File.ReadAllTextAsync(Path.Combine(_folder, "out", "disposals.csv")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Pain", "17")]
    public async Task A_trade_in_british_summer_time_after_local_midnight_belongs_to_the_new_tax_year()
    {
        const string Trades = "1,2026-01-01T00:00:00Z,w,BTC,buy,2,100,0\n2,2026-04-05T22:30:00Z,w,BTC,sell,1,150,0\n3,2026-04-05T23:30:00Z,w,BTC,sell,1,170,0";
        var old = await RunAsync(Trades, "--jurisdiction", "uk", "--year", "2025");
        var next = await RunAsync(Trades, "--jurisdiction", "uk", "--year", "2026", "--replace", "yes");
        Assert.Equal("50.000000000000", old.GetProperty("gain_net").GetString());
        Assert.Equal("70.000000000000", next.GetProperty("gain_net").GetString());
    }

    [Fact]
    public async Task Income_and_transfers_keep_their_basis_wallet_by_wallet()
    {
        var summary = await RunAsync(
            """
            1,2024-01-01T00:00:00Z,kraken,ETH,buy,1,2000,0
            2,2024-01-02T00:00:00Z,kraken,ETH,,0.5,2200,0,income
            3,2024-01-03T00:00:00Z,kraken,ETH,,1.2,,0,transfer,ledger
            4,2024-01-04T00:00:00Z,ledger,ETH,sell,1.2,3000,0
            """,
            "--scope", "wallet");
        Assert.Equal("1160.000000000000", summary.GetProperty("gain_net").GetString());
        Assert.Equal("0.3", summary.GetProperty("per_asset").GetProperty("ETH").GetProperty("open_quantity").GetString());
    }

    [Fact]
    [Trait("Pain", "5")]
    public async Task A_sale_of_what_was_never_bought_is_listed_as_a_problem_with_its_fix()
    {
        var summary = await RunAsync("1,2024-01-01T00:00:00Z,kraken,BTC,sell,1,10000,0");
        var problem = Assert.Single(summary.GetProperty("problems").EnumerateArray());
        Assert.Equal(("unknown-basis", "1", "1"), (problem.GetProperty("code").GetString()!, problem.GetProperty("id").GetString()!, problem.GetProperty("short").GetString()!));
        Assert.Equal("10000.000000000000", summary.GetProperty("gain_on_unknown_basis").GetString());
    }

    [Fact]
    [Trait("Pain", "45")]
    public async Task Where_lots_are_kept_over_all_wallets_the_first_entry_that_takes_a_wallet_below_zero_is_named()
    {
        const string Trades = "1,2024-01-01T00:00:00Z,kraken,BTC,buy,2,100,0\n2,2024-01-02T00:00:00Z,ledger,BTC,sell,1,150,0\n3,2024-01-03T00:00:00Z,ledger,BTC,sell,1,150,0";
        var summary = await RunAsync(Trades, "--jurisdiction", "uk", "--year", "2023");
        var problem = Assert.Single(summary.GetProperty("problems").EnumerateArray());
        Assert.Equal(("negative-wallet", "2", "ledger", "100.000000000000"), (problem.GetProperty("code").GetString(), problem.GetProperty("id").GetString(), problem.GetProperty("wallet").GetString(), summary.GetProperty("gain_net").GetString()));
    }

    [Fact]
    [Trait("Pain", "45")]
    public async Task A_transfer_of_more_than_the_wallet_held_is_named_with_both_its_wallets()
    {
        var summary = await RunAsync("1,2024-01-01T00:00:00Z,kraken,BTC,buy,1,100,0\n2,2024-01-02T00:00:00Z,kraken,BTC,,1.5,,0,transfer,ledger", "--scope", "wallet");
        var problem = Assert.Single(summary.GetProperty("problems").EnumerateArray());
        Assert.Equal(("2", "0.5"), (problem.GetProperty("id").GetString(), problem.GetProperty("short").GetString()));
        Assert.Contains("transfer from kraken to ledger the pools of BTC hold 0.5 more than its wallets", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_the_progress_is_one_line_that_goes_away_and_elsewhere_there_is_none()
    {
        var (terminal, file) = (new StringWriter(), new StringWriter());
        foreach (var line in new[] { new ProgressLine(terminal, isTerminal: true), new ProgressLine(file, isTerminal: false) })
        {
            line.Rows(12_345);
            line.Say("writing");
            line.End();
        }

        Assert.Equal("\r12,345 rows read\rwriting         \r       \r", terminal.ToString());
        Assert.Empty(file.ToString());
    }

    [Theory]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,BTC,buy,abc,10000,0", "line 2: expected quantity as a decimal number")]
    [InlineData("1,2024-13-01T00:00:00Z,kraken,BTC,buy,1,10000,0", "line 2: expected timestamp such as 2024-01-31T23:59:59Z")]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,BTC,hold,1,10000,0", "line 2: expected side buy or sell")]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,BTC,buy,-1,10000,0", "line 2: expected a quantity above zero")]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,,buy,1,10000,0", "line 2: expected a value for asset")]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,BTC,buy,1", "line 2: expected a field 'price'")]
    [InlineData("1,2024-01-01T00:00:00Z,kraken,BTC,,1,1,0,transfer", "line 2: expected to_venue, because type is transfer")]
    public async Task A_bad_row_is_named_by_line_and_nothing_is_written(string row, string message)
    {
        var (code, error) = await TryAsync(row);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Theory]
    [InlineData("--jurisdiction mars", "--jurisdiction must be one of")]
    [InlineData("--method guess", "--method in jurisdiction none must be one of")]
    [InlineData("--scope moon", "--scope must be universal or wallet")]
    [InlineData("--year soon", "--year must be a year")]
    [InlineData("--colour red", "unknown option --colour")]
    [InlineData("--year", "expected --option value")]
    public async Task A_wrong_option_is_answered_with_the_choices(string options, string message)
    {
        var (code, error) = await TryAsync("", options.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 4, "trader")]
    [InlineData(300, 2, 5, "trader")]
    [InlineData(2_000, 7, 1, "trader")]
    [InlineData(8_000, 40, 2, "trader")]
    [InlineData(5_000, 3, 3, "deep")]
    public async Task Sums_by_every_method_and_scope_equal_an_independent_exact_reference_to_twelve_decimals(int rows, int assets, int seed, string profile)
    {
        var generator = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "references", "lots_reference.py"));
        using var python = Process.Start(new ProcessStartInfo("python3", [generator, rows.ToString(), assets.ToString(), seed.ToString(), profile, _folder]))!;
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "expected.json"))).RootElement;
        foreach (var run in expected.EnumerateObject())
        {
            var summary = await RunAsync(null, "--method", run.Name.Split(' ')[0], "--scope", run.Name.Split(' ')[1]);
            AssertSame(run.Value, summary);
            foreach (var asset in run.Value.GetProperty("per_asset").EnumerateObject()) AssertSame(asset.Value, summary.GetProperty("per_asset").GetProperty(asset.Name));
        }
    }

    // Every value of the reference stands in the summary under the same name, as the same text or number.
    private static void AssertSame(JsonElement expected, JsonElement actual)
    {
        foreach (var value in expected.EnumerateObject().Where(v => v.Name != "per_asset")) Assert.Equal((value.Name, value.Value.ToString()), (value.Name, actual.GetProperty(value.Name).ToString()));
    }

    private async Task<JsonElement> RunAsync(string? rows, params string[] options)
    {
        var (code, error) = await TryAsync(rows, options);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "out", "summary.json"))).RootElement;
    }

    private async Task<(int Code, string Error)> TryAsync(string? rows, params string[] options)
    {
        var trades = Path.Combine(_folder, "trades.csv");
        var header = rows?.Contains("income", StringComparison.Ordinal) == true || rows?.Contains("transfer", StringComparison.Ordinal) == true ? ",type,to_venue" : "";
        if (rows is not null) await File.WriteAllTextAsync(trades, $"id,timestamp,venue,asset,side,quantity,price,fee{header}\n{rows}\n");
        var error = new StringWriter();
        var context = new CommandContext(["--trades", trades, "--out", Path.Combine(_folder, "out"), .. options], new StringWriter(), error, _ => throw new InvalidOperationException("The command needs no server."));
        var command = new TaxModule().Commands.Single(c => c.Name == "tax");
        return (await command.RunAsync(context, CancellationToken.None), error.ToString());
    }
}
