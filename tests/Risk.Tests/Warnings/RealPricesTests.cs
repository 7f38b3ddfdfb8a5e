using System.Globalization;
using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Risk.Tests.Warnings;

/// <summary>The judge on real prices: an equal-weight book of eight large coins and the one that failed. The rules were frozen on what was before 2022.</summary>
public sealed class RealPricesTests
{
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
        Assert.InRange(raised.Count(c => c.At < Frozen), 0, 7);
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

    private static (IReadOnlyList<WarningChange> Changes, DateTimeOffset Last) Run(string asset)
    {
        var (names, bars) = RealPrices.Read();
        string[] book = [.. Large, asset];
        var columns = Array.ConvertAll(book, a => Array.IndexOf(names, a));
        var watch = new BookWatch([.. book.Select(a => new WatchedAsset(a, 1.0 / book.Length, a == "USDC"))]);
        return ([.. bars.SelectMany(b => watch.Update(b.At, Array.ConvertAll(columns, c => b.Prices[c])))], bars[^1].At);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
