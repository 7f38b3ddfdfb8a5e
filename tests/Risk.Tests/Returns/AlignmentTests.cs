using PortfolioPlatform.Risk.Returns;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.Returns;

public sealed class AlignmentTests
{
    [Theory]
    [InlineData(GapPolicy.Drop, "drop")]
    [InlineData(GapPolicy.Bridge, "bridge")]
    [InlineData(GapPolicy.Carry, "carry")]
    public void Every_policy_equals_its_pandas_expression(GapPolicy policy, string name)
    {
        var expected = Expected.GetProperty("gaps").GetProperty(name).Rows();
        var found = Alignment.FromPrices(Prices(), gaps: policy);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i].Length, found.Columns[i].Length);
            for (var t = 0; t < expected[i].Length; t++) Assert.Equal(expected[i][t], found.Columns[i][t], 12);
        }
    }

    [Fact]
    public void What_a_later_price_says_never_changes_an_earlier_return()
    {
        var prices = Prices();
        foreach (var policy in Enum.GetValues<GapPolicy>())
        {
            var whole = Alignment.FromPrices(prices, gaps: policy);
            var cut = Alignment.FromPrices(prices with { Columns = Array.ConvertAll(prices.Columns, c => c[..150]) }, gaps: policy);
            Assert.Equal(cut.Columns[1], whole.Columns[1][..cut.Observations]);
        }
    }

    [Fact]
    public void Coverage_names_gaps_late_starts_early_ends_stale_prices_and_jumps()
    {
        var flat = Enumerable.Repeat(5.0, 30).ToArray();
        var coverage = Alignment.FromPrices(new(["a", "b", "c"], null, [flat, [double.NaN, 1, double.NaN, double.NaN, 9, .. flat[..20], double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], [.. Enumerable.Range(1, 30).Select(i => (double)(i + 20))]])).Coverage;
        Assert.Equal(QualityFlags.Stale, coverage[0].Flags);
        Assert.Equal(QualityFlags.Gaps | QualityFlags.StartsLate | QualityFlags.EndsEarly | QualityFlags.Jump, coverage[1].Flags);
        Assert.Equal((22, 8, 2), (coverage[1].Observations, coverage[1].Missing, coverage[1].LongestGap));
        Assert.Equal(QualityFlags.None, coverage[2].Flags);
    }

    [Fact]
    public void Log_returns_add_up_and_simple_ones_compound()
    {
        var table = new SeriesTable(["a"], null, [[100, 110, 99]]);
        Close(Math.Log(0.99), Alignment.FromPrices(table, ReturnKind.Log).Columns[0].Sum());
        Close(0.99, Alignment.FromPrices(table).Columns[0].Aggregate(1.0, (w, r) => w * (1 + r)));
    }

    [Fact]
    public void A_book_is_the_weighted_sum_for_any_number_of_assets()
    {
        var random = new Random(2);
        foreach (var assets in (int[])[1, 3, 4, 5, 9])
        {
            var columns = Enumerable.Range(0, assets).Select(_ => Enumerable.Range(0, 1030).Select(_ => random.NextDouble()).ToArray()).ToArray();
            var weights = Enumerable.Range(0, assets).Select(_ => random.NextDouble()).ToArray();
            var book = PortfolioReturns.Of(columns, weights);
            for (var t = 0; t < 1030; t += 103) Close(columns.Zip(weights, (c, w) => c[t] * w).Sum(), book[t]);
            Assert.Equal(book, PortfolioReturns.Of(columns, weights, threads: 3));
        }

        Assert.Throws<ArgumentException>(() => PortfolioReturns.Of([[1]], [1, 2]));
    }

    private static SeriesTable Prices()
    {
        var rows = File.ReadLines(PathOf("prices.csv")).Skip(1).Select(l => l.Split(',').Skip(1).Select(f => f.Length == 0 ? double.NaN : double.Parse(f)).ToArray()).ToArray();
        return new(["BTC", "ETH", "SOL", "USDC"], null, [.. Enumerable.Range(0, 4).Select(i => rows.Select(r => r[i]).ToArray())]);
    }

    [Fact]
    public void A_book_too_large_for_caches_is_the_same_to_the_last_bit_by_one_thread_and_by_three()
    {
        var random = new Random(11);
        double[][] columns = [.. Enumerable.Range(0, 9).Select(_ => Enumerable.Range(0, 1_400_003).Select(_ => random.NextDouble() - 0.5).ToArray())];
        double[] weights = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())];

        var book = PortfolioReturns.Of(columns, weights);

        Assert.Equal(book, PortfolioReturns.Of(columns, weights, threads: 3));
        foreach (var row in (int[])[0, 466_668, 1_400_002]) Assert.Equal(columns.Select((c, i) => c[row] * weights[i]).Sum(), book[row], 1e-12);
    }
}
