using System.Globalization;
using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Risk.Tests.Warnings;

/// <summary>The judge on real prices: an equal-weight book of eight large coins and the one that failed. The rules were frozen on what was before 2022.</summary>
public sealed class RealPricesTests
{
    private const int MostIn2021 = 7;
    private static readonly string[] Large = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "LINK"];
    private static readonly DateTimeOffset Frozen = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (DateTimeOffset From, DateTimeOffset To)[] Troubles =
    [
        (Time("2022-05-07T00:00Z"), Time("2022-06-01T00:00Z")),
        (Time("2022-11-06T00:00Z"), Time("2022-12-01T00:00Z")),
        (Time("2023-03-10T00:00Z"), Time("2023-03-20T00:00Z")),
    ];

    [RealPricesTheory]
    [InlineData("LUNA", WarningKind.AssetBreak, "2022-05-09T18:00Z")]
    [InlineData("FTT", WarningKind.AssetBreak, "2022-11-08T06:00Z")]
    [InlineData("USDC", WarningKind.StablecoinBand, "2023-03-11T15:00Z")] // Its first bar after the gap opened at 14:00.
    public void A_coin_that_fails_is_warned_of_in_time_with_at_most_one_false_alarm_in_thirty_days(string asset, WarningKind kind, string deadline)
    {
        var (changes, last) = Run(asset);
        var own = changes.Where(c => c.Subject == asset && c.Kind == kind && c.At <= Time(deadline)).ToArray();
        Assert.True(own.Length > 0 && own[^1].IsRaised, $"no warning of {asset} stands at {deadline}");
        Assert.True(Time(deadline) - own[^1].At < TimeSpan.FromDays(7), "the warning is of this trouble, not of an older one");
        var raised = changes.Where(c => c.IsRaised && c.Kind != WarningKind.MissingPrice && !Array.Exists(Troubles, t => c.At >= t.From && c.At < t.To)).ToArray();
        Assert.InRange(raised.Count(c => c.At >= Frozen), 0, (int)((last - Frozen).TotalDays / 30));
        Assert.InRange(raised.Count(c => c.At < Frozen), 0, MostIn2021);
    }

    [RealPricesTheory]
    [InlineData("LUNA", "2022-05-13T04:00Z")]
    [InlineData("FTT", "2022-11-15T08:00Z")]
    [InlineData("USDC", "2022-09-26T06:00Z")]
    public void Trading_that_stops_is_told_after_three_hours_without_a_price(string asset, string expected)
    {
        var stops = Run(asset).Changes.Where(c => c.Kind == WarningKind.MissingPrice && c.IsRaised).ToArray();
        Assert.Equal((asset, Time(expected)), (Assert.Single(stops).Subject, stops[0].At));
    }

    /// <summary>The table of docs/risk.md.</summary>
    [RealPricesTheory]
    [InlineData("LUNA", WarningKind.AssetBreak, "2022-05-09T18:00Z", "2022-05-08T13:00Z", "23 raised, 4 in trouble, 19 false, 0.45 in 30 days, precision 0.17: AssetBreak 11, CorrelationBreak 5, Drawdown 3")]
    [InlineData("FTT", WarningKind.AssetBreak, "2022-11-08T06:00Z", "2022-11-06T02:00Z", "30 raised, 7 in trouble, 23 false, 0.55 in 30 days, precision 0.23: AssetBreak 14, CorrelationBreak 7, Drawdown 2")]
    [InlineData("USDC", WarningKind.StablecoinBand, "2023-03-11T15:00Z", "2023-03-11T15:00Z", "27 raised, 8 in trouble, 19 false, 0.45 in 30 days, precision 0.30: AssetBreak 13, CorrelationBreak 4, Drawdown 2")]
    public void Lead_times_precision_and_false_alarms_are_the_documented_ones(string asset, WarningKind kind, string deadline, string warned, string expected)
    {
        var (changes, last) = Run(asset);
        Assert.Equal(Time(warned), changes.Last(c => c.Subject == asset && c.Kind == kind && c.IsRaised && c.At <= Time(deadline)).At);
        var raised = changes.Where(c => c.IsRaised && c.Kind != WarningKind.MissingPrice && c.At >= Frozen).ToArray();
        var outside = raised.Where(c => !Array.Exists(Troubles, t => c.At >= t.From && c.At < t.To)).ToArray();
        var (inside, rate) = (raised.Length - outside.Length, outside.Length / (last - Frozen).TotalDays * 30);
        var kinds = outside.GroupBy(c => c.Kind).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}");
        Assert.Equal(expected, FormattableString.Invariant($"{raised.Length} raised, {inside} in trouble, {outside.Length} false, {rate:F2} in 30 days, precision {(double)inside / raised.Length:F2}: {string.Join(", ", kinds)}"));
    }

    [RealPricesTheory]
    [InlineData(1.0, 0.5, 0.05)]
    public void The_thresholds_follow_from_what_was_before_2022_a_step_less_strict_warns_some_book_more_than_seven_times(double breaks, double regimes, double drawdowns)
    {
        var frozen = WatchRules.Frozen;
        Assert.True(MostBeforeFrozen(frozen) <= MostIn2021);
        Assert.All([frozen with { BreakOn = frozen.BreakOn - breaks }, frozen with { RegimeOn = frozen.RegimeOn - regimes }, frozen with { DrawdownOn = frozen.DrawdownOn - drawdowns }], r => Assert.True(MostBeforeFrozen(r) > MostIn2021, r.ToString()));
    }

    private static int MostBeforeFrozen(WatchRules rules) =>
        new[] { "LUNA", "FTT", "USDC" }.Max(a => Run(a, rules, Frozen).Changes.Count(c => c.IsRaised && c.Kind != WarningKind.MissingPrice));

    private static (IReadOnlyList<WarningChange> Changes, DateTimeOffset Last) Run(string asset, WatchRules? rules = null, DateTimeOffset? until = null)
    {
        var (names, bars) = RealPrices.Read();
        string[] book = [.. Large, asset];
        var columns = Array.ConvertAll(book, a => Array.IndexOf(names, a));
        var watch = new BookWatch([.. book.Select(a => new WatchedAsset(a, 1.0 / book.Length, a == "USDC"))], rules);
        return ([.. bars.TakeWhile(b => until is null || b.At < until).SelectMany(b => watch.Update(b.At, Array.ConvertAll(columns, c => b.Prices[c])))], bars[^1].At);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
