using System.Globalization;
using System.Text.RegularExpressions;
using PortfolioPlatform.Risk.Stress;
using PortfolioPlatform.Risk.Tests.Warnings;

namespace PortfolioPlatform.Risk.Tests.Stress;

/// <summary>The table of crises against real daily closes: each shock is the move between the two days it names, to half a per cent.</summary>
public sealed partial class HistoricalScenarioTests
{
    private const double HalfPerCent = 0.00501;

    /// <summary>Not coins that move with the market, and those that broke, which are held against their lows.</summary>
    private static readonly HashSet<string> Stable = ["USDT", "USDC", "TUSD", "BUSD", "DAI", "USDP", "PAXG", "EUR", "UST"];

    /// <summary>There are no prices of these days here: lows as widely reported.</summary>
    private static readonly HashSet<string> NotHeldAgainst = ["DAI"];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, HistoricalScenarios.All.Count)];

    [RealPricesTheory]
    [MemberData(nameof(Numbers))]
    public void Each_shock_is_the_move_between_the_closes_of_its_days(int number)
    {
        var (scenario, closes) = (HistoricalScenarios.All[number], RealPrices.Daily());
        var (from, to) = DaysOf(scenario);
        var named = scenario.Shocks.Where(s => !Stable.Contains(s.Key)).ToArray();

        Assert.True(named.Length >= 3, scenario.Name);
        Assert.All(named, shock => Assert.InRange(shock.Value - Move(closes[shock.Key], from, to)!.Value, -HalfPerCent, HalfPerCent));
    }

    [RealPricesTheory]
    [MemberData(nameof(Numbers))]
    public void The_market_is_the_median_of_all_coins_there_are_prices_of(int number)
    {
        var scenario = HistoricalScenarios.All[number];
        var (from, to) = DaysOf(scenario);
        double[] moves = [.. RealPrices.Daily().Where(c => !Stable.Contains(c.Key)).Select(c => Move(c.Value, from, to)).OfType<double>().Order()];

        Assert.True(moves.Length >= 20, $"{moves.Length} coins");
        var median = 0.5 * (moves[(moves.Length - 1) / 2] + moves[moves.Length / 2]);
        Assert.InRange(scenario.Market - median, -HalfPerCent, HalfPerCent);
    }

    [RealPricesTheory]
    [InlineData(2, "UST")]
    public void A_stablecoin_that_died_is_taken_at_its_lowest_close_until_two_days_later(int number, string coin)
    {
        var scenario = HistoricalScenarios.All[number];
        var (from, to) = DaysOf(scenario);
        var closes = RealPrices.Daily()[coin];

        Assert.InRange(scenario.Shocks[coin] - Enumerable.Range(0, 3).Min(day => Move(closes, from, to.AddDays(day))!.Value), -HalfPerCent, HalfPerCent);
    }

    /// <summary>The low was reported of hours before tether's market opened again at 14:00; of the hours there are closes of, none is lower, and the lowest is within four per cent of it.</summary>
    [RealPricesTheory]
    [InlineData(4, "USDC")]
    public void A_stablecoin_that_came_back_is_taken_no_higher_than_its_lowest_hour(int number, string coin)
    {
        var (names, bars) = RealPrices.Read();
        var (_, to) = DaysOf(HistoricalScenarios.All[number]);
        var lowest = bars.Where(b => DateOnly.FromDateTime(b.At.UtcDateTime) == to).Select(b => b.Prices[Array.IndexOf(names, coin)]).Where(p => !double.IsNaN(p)).Min() - 1;

        Assert.InRange(lowest - HistoricalScenarios.All[number].Shocks[coin], 0, 0.04);
    }

    [Fact]
    public void What_is_not_held_against_prices_is_named()
    {
        var unheld = HistoricalScenarios.All.SelectMany(s => s.Shocks.Keys).Where(k => Stable.Contains(k) && k is not ("UST" or "USDC"));

        Assert.Equal(NotHeldAgainst, unheld.ToHashSet(StringComparer.Ordinal));
    }

    private static double? Move(Dictionary<DateOnly, double> closes, DateOnly from, DateOnly to) => closes.TryGetValue(from, out var before) && closes.TryGetValue(to, out var after) ? (after / before) - 1 : null;

    private static (DateOnly From, DateOnly To) DaysOf(Scenario scenario)
    {
        var days = Days().Matches(scenario.Name).Select(m => DateOnly.ParseExact(m.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(2, days.Length);
        return (days[0], days[1]);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Days();
}
