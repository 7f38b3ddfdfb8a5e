using System.Text;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>What is taken over from an earlier state of a history gives the result of a computation from the beginning.</summary>
public sealed class LateEventTests
{
    [Theory]
    [InlineData("fifo", "universal")]
    [InlineData("fifo", "wallet")]
    [InlineData("lifo", "universal")]
    [InlineData("hifo", "wallet")]
    [InlineData("lofo", "universal")]
    public async Task Late_changed_and_missing_events_give_what_a_computation_from_the_beginning_gives(string method, string scope)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var lines = Lines(seed);
            LotMemory? memory = null;
            foreach (var history in new[] { lines, Changed(lines, seed), Changed(lines, seed + 1), lines })
            {
                var whole = await ComputeAsync(history, method, scope, null);
                var (result, kept) = (await ComputeAsync(history, method, scope, memory, remembers: true), memory);
                memory = result.Memory;
                AssertSame(whole.Result, result.Result);
                Assert.Equal(kept is not null, memory!.TakenOver > 0);
            }
        }
    }

    [Fact]
    public async Task A_late_trade_matches_again_its_own_asset_from_its_date_on_and_nothing_else()
    {
        string[] lines = [.. Enumerable.Range(0, 300).Select(i => $"{i:000},{new DateTime(2024, 1, 1).AddHours(i):yyyy-MM-dd'T'HH:mm:ss'Z'},W,{(i % 3 == 0 ? "BTC" : "ETH")},{(i % 4 == 3 ? "sell" : "buy")},1.{i},10{i},0.1")];
        var first = await ComputeAsync(lines, "fifo", "universal", null, remembers: true);
        Assert.Equal(0, first.Memory!.TakenOver);
        var late = await ComputeAsync([.. lines, "late,2024-01-11T00:30:00Z,W,BTC,buy,1,50,0"], "fifo", "universal", first.Memory, remembers: true);
        // All 200 of one asset, and of the other the 81 that come before half past midnight of the eleventh.
        Assert.Equal(200 + 81, late.Memory!.TakenOver);
    }

    private static void AssertSame(TaxResult expected, TaxResult actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Lots, actual.Lots);
        Assert.Equal(expected.Shortfalls, actual.Shortfalls);
        Assert.Equal(expected.Notes, actual.Notes);
        Assert.Equal(expected.Removals, actual.Removals);
    }

    private static async Task<(TaxResult Result, LotMemory? Memory)> ComputeAsync(string[] lines, string method, string scope, LotMemory? before, bool remembers = false)
    {
        var options = TaxOptions.Parse(["--trades", "t", "--out", "o", "--jurisdiction", "none", "--method", method, "--scope", scope]).Value!;
        var file = new TradeFile();
        var rows = new List<TaxEvent>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(TaxRun.Csv($"+type,to_venue,to_asset,to_quantity,fee_asset,fee_quantity,fee_price\n{string.Join('\n', lines)}")));
        await file.ReadAsync(stream, (in row) => rows.Add(row), _ => { }, default);
        RememberingLotEngine? engine = null;
        var outcome = TaxComputation.OfAll(options, rows, file.Ids, engine: remembers ? ids => engine = new RememberingLotEngine(options.Choice, ids, before) : null).Outcome();
        return (outcome.Result, engine?.Memory);
    }

    private static string[] Lines(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 150).Select(i => Line(random, $"{i:0000}", i / 2))];
    }

    // ADA is only traded; the others are swapped, moved, wrapped, given away, and pay fees.
    private static string Line(Random random, string id, int hours)
    {
        var head = $"{id},{new DateTime(2024, 1, 1).AddHours(hours):yyyy-MM-dd'T'HH:mm:ss'Z'},W{random.Next(2)}";
        var units = random.Next(1, 4000) / 1000m;
        var asset = random.Next(3) == 0 ? "BTC" : "ETH";
        return random.Next(9) switch
        {
            0 => $"{head},{asset},,{units},100,1,transfer,W{random.Next(2)},,,,,",
            1 => $"{head},{asset},,{units},100,1,swap,,{(asset == "BTC" ? "ETH" : "BTC")},{units * 3},BTC,0.01,100",
            2 => $"{head},ETH,,{units},100,0,wrap,,WETH,{units},WETH,0.01,100",
            3 => $"{head},{asset},,{units},100,0,gift-out,,,,,,",
            4 or 5 => $"{head},{asset},buy,{units},{random.Next(50, 150)},0.5,,,,,,,",
            _ => $"{head},ADA,{(random.Next(3) == 0 ? "sell" : "buy")},{units},{random.Next(1, 9)},0.1,,,,,,,",
        };
    }

    private static string[] Changed(string[] lines, int seed)
    {
        var random = new Random(seed + 1000);
        List<string> changed = [.. lines];
        changed.RemoveAt(random.Next(20, changed.Count));
        changed[random.Next(20, changed.Count)] = Line(random, "changed", 40);
        for (var i = 0; i < 3; i++) changed.Add(Line(random, $"late{i}", random.Next(20, 75)));
        return [.. changed];
    }
}
