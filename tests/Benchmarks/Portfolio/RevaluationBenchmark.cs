using System.Diagnostics;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Benchmarks.Portfolio;

/// <summary>What a tick costs on one core: every total that depends on it is materialised, exactly.</summary>
internal static class RevaluationBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"one thread of {Environment.ProcessorCount} cores, {Environment.OSVersion}, seed 1");
        await WideAssetAsync(portfolios: 100_000, ticks: 2_000);
        await ManyPortfoliosAsync(portfolios: 1_000, assets: 500, each: 50, seconds: 5);
        return await ExactAsync(portfolios: 1_000, assets: 500, each: 50, ticks: 1_000_000) ? 0 : 1;
    }

    private static async Task WideAssetAsync(int portfolios, int ticks)
    {
        var (random, table, btc) = (new Random(1), new ValueTable(), new AssetId("btc"));
        for (var i = 0; i < portfolios; i++) table.SetHolding(table.AddSlot(), btc, Quantity.FromUnits(random.NextInt64(1, 100_00000000), 8));
        var prices = Enumerable.Range(0, ticks).Select(_ => Quantity.FromUnits(random.Next(5_000_000, 7_000_000), 2)).ToArray();
        for (var i = 0; i < 200; i++) table.SetPrice(btc, prices[i]);
        var times = new double[ticks];
        for (var i = 0; i < ticks; i++)
        {
            var began = Stopwatch.GetTimestamp();
            table.SetPrice(btc, prices[i]);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        await Console.Out.WriteLineAsync($"a tick on an asset held by {portfolios:N0} portfolios, all totals materialised: median {times[ticks / 2]:0.000} ms, p99 {times[ticks * 99 / 100]:0.000} ms, max {times[^1]:0.000} ms");
    }

    private static async Task ManyPortfoliosAsync(int portfolios, int assets, int each, int seconds)
    {
        var market = new RandomMarket(portfolios, assets, each);
        var (ticks, updates, until) = (0L, 0L, Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency));
        while (Stopwatch.GetTimestamp() < until)
        {
            updates += market.Tick();
            ticks++;
        }

        await Console.Out.WriteLineAsync($"{portfolios:N0} portfolios of {each} of {assets} assets: {ticks / seconds:N0} ticks/s, {updates / seconds:N0} position updates/s ({(double)updates / ticks:0} holders a tick)");
    }

    private static async Task<bool> ExactAsync(int portfolios, int assets, int each, int ticks)
    {
        var market = new RandomMarket(portfolios, assets, each);
        for (var i = 0; i < ticks; i++) market.Tick();
        var wrong = market.Mismatches();
        await Console.Out.WriteLineAsync($"after {ticks:N0} random ticks {portfolios - wrong:N0} of {portfolios:N0} totals equal a full exact recomputation");
        return wrong == 0;
    }
}
