using PortfolioPlatform.Portfolio.GraphQL;
using Worth = PortfolioPlatform.Risk.Performance.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

/// <summary>What the same money at the same times would be worth in another asset.</summary>
public sealed class BenchmarkPointTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_put_in_and_taken_out_buys_and_sells_at_the_price_of_then() =>
        Assert.Equal(["1000", "2400", "500"], Along([(1000, 0, 100), (1500, 400, 200), (700, -100, 50)]));

    [Fact]
    public void Nothing_is_told_before_the_first_price_and_the_worth_at_it_buys() =>
        Assert.Equal(["none", "1500", "3000"], Along([(1000, 0, null), (1500, 400, 100), (1500, 0, 200)]));

    [Fact]
    public void What_moves_while_nobody_knows_a_price_moves_at_the_next_one_and_is_not_lost() =>
        Assert.Equal(["1000", "none", "2300", "2300"], Along([(1000, 0, 100), (1300, 300, null), (1300, 0, 200), (1300, 0, 200)]));

    private static string[] Along((double Worth, double Flow, double? Price)[] days) =>
        [.. BenchmarkPoint.Along([.. days.Select((d, i) => new Worth(Begin.AddDays(i), d.Worth, d.Flow))], [.. days.Select(d => d.Price)]).Select(p => p.SameMoney?.ToString() ?? "none")];
}
