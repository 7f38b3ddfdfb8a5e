using System.Globalization;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>What was written is read back and added again.</summary>
public sealed class ReturnFootingTests
{
    private static readonly string[] Traces = ["disposals.csv", "lots.csv", "income.csv", "removals.csv", "allocation.csv", "turbotax.csv"];

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in AllJurisdictions.Names.Split('|'))
                foreach (var method in AllJurisdictions.Find(name)!.Methods) data.Add(name, method);
            return data;
        }
    }

    [Theory]
    [Trait("Pain", "48")]
    [MemberData(nameof(All))]
    public async Task Totals_are_the_sums_of_the_rounded_rows_and_each_gain_follows_from_its_own_columns(string jurisdiction, string method)
    {
        using var run = await TaxRun.OfAsync(History(seed: 7), "--jurisdiction", jurisdiction, "--method", method, "--year", "2023");
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
    [MemberData(nameof(All))]
    public async Task The_same_rows_in_any_order_give_identical_files(string jurisdiction, string method)
    {
        string[] options = ["--jurisdiction", jurisdiction, "--method", method, "--year", "2023"];
        using var ordered = await TaxRun.OfAsync(History(seed: 3), options);
        var lines = History(seed: 3).Split('\n');
        var random = new Random(5);
        var shuffled = lines[1..];
        random.Shuffle(shuffled);
        using var other = await TaxRun.OfAsync($"{lines[0]}\n{string.Join('\n', shuffled)}", options);
        foreach (var file in Directory.GetFiles(ordered.Out).Select(f => Path.GetFileName(f)!)) Assert.Equal(ordered.Text(file), other.Text(file));
    }

    // Some rows share their instant, so that only ids decide their order.
    private static string History(int seed)
    {
        var random = new Random(seed);
        var rows = new List<string> { "+type" };
        for (var i = 0; i < 400; i++)
        {
            var time = new DateTime(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(i / 2 * 60);
            var asset = random.Next(2) == 0 ? "BTC" : "ETH";
            var type = random.Next(20) == 0 ? "staking" : "";
            var side = type.Length > 0 ? "" : i > 20 && random.Next(5) < 2 ? "sell" : "buy";
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{i},{time:yyyy-MM-dd'T'HH:mm:ss'Z'},W{random.Next(2)},{asset},{side},{random.Next(1, 9999) / 1000m},{random.Next(1, 99999) / 7m:0.#####},{random.Next(0, 200) / 100m},{type}"));
        }

        return string.Join('\n', rows);
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
