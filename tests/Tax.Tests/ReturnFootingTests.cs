using System.Globalization;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>What was written is read back and added again.</summary>
public sealed class ReturnFootingTests
{
    private static readonly string[] Traces = ["disposals.csv", "lots.csv", "income.csv", "removals.csv", "allocation.csv", "turbotax.csv", "taxact.csv", "events.csv", "income-report.csv", "holdings.csv", "gains-summary.csv", "lot-trace.csv", "problems.csv"];

    [Theory]
    [Trait("Pain", "48")]
    [ClassData(typeof(EveryMethod))]
    public async Task Totals_are_the_sums_of_the_rounded_rows_and_each_gain_follows_from_its_own_columns(string jurisdiction, string method)
    {
        using var run = await TaxRun.OfAsync(Histories.Of(seed: 7), "--jurisdiction", jurisdiction, "--method", method, "--year", "2023");
        var sheets = Directory.GetFiles(run.Out, "*.csv").Select(f => Path.GetFileName(f)!).Except(Traces, StringComparer.Ordinal).ToArray();
        var sheet = CsvText.Read(run.Text(Assert.Single(sheets)));
        Assert.True(sheet.Count > 20);
        Assert.Equal("total", sheet[^1][0]);
        for (var column = 0; column < sheet[0].Length; column++)
            if (column > 0 && sheet[^1][column].Length > 0)
                Assert.Equal(Number(sheet[^1][column]), sheet.Skip(1).SkipLast(1).Sum(r => Number(r[column])));
        foreach (var row in sheet.Skip(1)) Assert.Equal(Expected(sheet[0], row), Number(Cell(sheet[0], row, "gain", "224_gain")!));
    }

    [Theory]
    [ClassData(typeof(EveryMethod))]
    public async Task The_same_rows_in_any_order_give_identical_files(string jurisdiction, string method)
    {
        string[] options = ["--jurisdiction", jurisdiction, "--method", method, "--year", "2023"];
        using var ordered = await TaxRun.OfAsync(Histories.Of(seed: 3), options);
        var lines = Histories.Of(seed: 3).Split('\n');
        var random = new Random(5);
        var shuffled = lines[1..];
        random.Shuffle(shuffled);
        using var other = await TaxRun.OfAsync($"{lines[0]}\n{string.Join('\n', shuffled)}", options);
        foreach (var file in Directory.GetFiles(ordered.Out).Select(f => Path.GetFileName(f)!)) Assert.Equal(ordered.Bytes(file), other.Bytes(file));
    }

    private static decimal Expected(string[] header, string[] row) =>
        Number(Cell(header, row, "proceeds", "213_price")!) - Number(Cell(header, row, "basis", "cost", "adjusted_cost_base", "cost_base", "fraction")!)
        - Number(Cell(header, row, "fee", "outlays", "214_fees") ?? "0") + Number(Cell(header, row, "adjustment", "denied_loss") ?? "0");

    private static string? Cell(string[] header, string[] row, params string[] names)
    {
        var column = Array.FindIndex(header, h => names.Contains(h, StringComparer.Ordinal));
        return column < 0 ? null : row[column];
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
