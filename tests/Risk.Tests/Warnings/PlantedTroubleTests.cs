using System.Globalization;
using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Risk.Tests.Warnings;

/// <summary>Prices made by tests/references/risk/warnings.py: the same warnings as on real prices, without needing them.</summary>
public sealed class PlantedTroubleTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly System.Text.Json.JsonElement Planted = System.Text.Json.JsonDocument.Parse(File.ReadAllText(References.PathOf("warnings.json"))).RootElement;
    private static readonly IReadOnlyList<WarningChange> Changes = Run();

    [Fact]
    public void An_asset_that_falls_alone_is_warned_of_while_it_falls()
    {
        var warned = Assert.Single(Raised(WarningKind.AssetBreak));
        Assert.Equal("D", warned.Subject);
        Assert.InRange(warned.At, At("fall", 1), At("fall", 10));
        Assert.True(warned.Measured <= -warned.Limit);
    }

    [Fact]
    public void A_stablecoin_that_opens_below_its_band_after_a_gap_is_warned_of_at_its_first_price()
    {
        Assert.Equal(At("depeg", 1), Assert.Single(Raised(WarningKind.StablecoinBand)).At);
        Assert.Equal(At("depeg", 48 + WatchRules.Frozen.Calm), Assert.Single(Changes, c => c.Kind == WarningKind.StablecoinBand && !c.IsRaised).At);
    }

    [Fact]
    public void Missing_prices_are_told_after_three_bars_and_taken_back_with_the_next_price()
    {
        Assert.Equal(["C", "S"], Raised(WarningKind.MissingPrice).Select(c => c.Subject));
        Assert.Equal([At("gap", 3), At("gap", 6)], Changes.Where(c => c.Kind == WarningKind.MissingPrice && c.Subject == "C").Select(c => c.At));
    }

    [Fact]
    public void Assets_that_stop_moving_together_break_their_regime()
    {
        var warned = Raised(WarningKind.CorrelationBreak).Last();
        Assert.InRange(warned.At, At("apart", 1), At("apart", 48));
        Assert.InRange(warned.Measured, -0.3, 0.5);
    }

    [Fact]
    public void A_fall_of_everything_together_is_a_break_of_the_regime_and_of_no_asset()
    {
        Assert.Equal([WarningKind.CorrelationBreak, WarningKind.Drawdown], Changes.Where(c => c.IsRaised && c.At < At("fall", 0)).Select(c => c.Kind));
        var warned = Raised(WarningKind.CorrelationBreak).First();
        Assert.InRange(warned.At, At("together", 1), At("together", 12));
        Assert.InRange(warned.Measured, 0.75, 1);
    }

    [Fact]
    public void The_same_prices_give_the_same_warnings() => Assert.Equal(Changes, Run());

    [Fact]
    public void A_book_that_lost_more_than_a_third_of_its_peak_is_warned_of_and_a_pause_of_the_whole_market_is_not()
    {
        var watch = new BookWatch([new("A", 0.5), new("B", 0.5)]);
        Assert.Empty(watch.Update(Start, [100, 10]));
        Assert.Empty(watch.Update(Start.AddHours(1), [80, 8]));
        for (var hour = 2; hour < 40; hour++) Assert.Empty(watch.Update(Start.AddHours(hour), [double.NaN, double.NaN]));
        Assert.Empty(watch.Update(Start.AddHours(40), [80, 8]));
        var warned = Assert.Single(watch.Update(Start.AddHours(41), [60, 6]));
        Assert.Equal((WarningKind.Drawdown, true), (warned.Kind, warned.IsRaised));
        Assert.Equal(0.4, watch.Drawdown, 12);
    }

    private static IEnumerable<WarningChange> Raised(WarningKind kind) => Changes.Where(c => c.Kind == kind && c.IsRaised);

    private static DateTimeOffset At(string planted, int hours) => Start.AddHours(Planted.GetProperty(planted).GetInt32() + hours);

    private static List<WarningChange> Run()
    {
        var lines = File.ReadAllLines(References.PathOf("warnings.csv"));
        var watch = new BookWatch([.. lines[0].Split(',').Skip(1).Select(n => new WatchedAsset(n, 1 / 7.0, n == "S"))]);
        return [.. lines.Skip(1).Select(l => l.Split(',')).SelectMany(f => watch.Update(Start.AddHours(int.Parse(f[0], CultureInfo.InvariantCulture) + 1), [.. f.Skip(1).Select(Price)]))];
    }

    private static double Price(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
