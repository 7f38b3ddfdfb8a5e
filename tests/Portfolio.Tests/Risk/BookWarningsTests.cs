using System.Collections.Immutable;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

public sealed class BookWarningsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly PriceGrid Daily = Random(TimeSpan.FromDays(1), 366, 0.04), Hourly = Random(TimeSpan.FromHours(1), 721, 0.005);

    [Fact]
    public void A_share_that_swings_around_its_limit_is_one_warning_and_clears_only_when_it_stays_low()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 0.6, VenueLimit = 2, VarLimit = 2 });
        Assert.Equal("asset:btc", Assert.Single(Look(warnings, 0.61).Raised).Subject);
        foreach (var share in (double[])[0.59, 0.61, 0.56, 0.62, 0.5, 0.5]) AssertNothing(Look(warnings, share));
        Assert.Equal("Concentration", Assert.Single(Look(warnings, 0.5).Cleared).Kind);
        AssertNothing(Look(warnings, 0.59));
    }

    [Fact]
    public void A_stored_warning_goes_on_and_clears_by_its_own_rule()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 0.6, VenueLimit = 2, VarLimit = 2 });
        warnings.Restore([new("Concentration", "asset:btc", Now.AddDays(-1), 0.7, 0.6)]);
        AssertNothing(Look(warnings, 0.58));
        Assert.Equal(Now.AddDays(-1), Assert.Single(warnings.Open).RaisedAt);
        foreach (var share in (double[])[0.5, 0.5]) AssertNothing(Look(warnings, share));
        Assert.Equal(Now.AddDays(-1), Assert.Single(Look(warnings, 0.5).Cleared).RaisedAt);
    }

    [Fact]
    public void A_price_that_is_not_a_present_one_is_warned_of_unless_its_share_is_negligible()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 2, VenueLimit = 2, VarLimit = 2 });
        AssertNothing(Look(warnings, 0.005, fresh: false));
        Assert.Equal(("MissingPrice", "btc"), Assert.Single(Look(warnings, 0.3, fresh: false).Raised) is var w ? (w.Kind, w.Subject) : default);
    }

    [Fact]
    public void What_cannot_be_known_without_prices_stands_as_it_stood()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 2, VenueLimit = 2, VarLimit = 2, Negligible = 2 });
        warnings.Restore([new("AssetBreak", "btc", Now.AddHours(-5), -5, 4), new("Drawdown", "", Now.AddHours(-4), 0.4, 0.35)]);
        AssertNothing(Look(warnings, 0.9, fresh: false));
        Assert.Equal(["AssetBreak", "Drawdown"], Look(warnings, 0.9).Cleared.Select(w => w.Kind).Order());
    }

    [Fact]
    public void Value_at_risk_above_its_limit_is_warned_of()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 2, VenueLimit = 2, VarLimit = 0.012 });
        AssertNothing(Look(warnings, 0.5));
        var raised = Assert.Single(Look(warnings, 0.95).Raised);
        Assert.Equal(("ValueAtRisk", 0.012), (raised.Kind, raised.Threshold));
        Assert.True(raised.Measured > 0.012);
    }

    [Fact]
    public void An_asset_that_loses_a_third_within_the_hour_is_warned_of_by_the_price_of_now()
    {
        var warnings = new BookWarnings(new RiskLimits { AssetLimit = 2, VenueLimit = 2, VarLimit = 2 });
        AssertNothing(Look(warnings, 0.9));
        Assert.Contains(Look(warnings, 0.9, fall: 0.6).Raised, w => w.Kind == "Drawdown");
        Assert.True(warnings.Drawdown > 0.3);
    }

    [Fact]
    public void Assets_with_little_history_are_left_out_and_told_with_their_share()
    {
        var grid = Random(TimeSpan.FromDays(1), 366, 0.04);
        for (var row = 340; row < 366; row++) grid.Put(new("new"), grid.At(row), 1 + (row % 3 * 0.01));
        var book = CoveredBook.Of(Book(0.8, true, 1, new HeldAsset(new("new"), "NEW", "crypto", 10, 1, true, new(ImmutableDictionary<string, double>.Empty))), grid);
        var coverage = book.Coverage();
        Assert.Null(book.Missing);
        Assert.Equal(("new", "too little history"), (coverage.Left[0].Asset.Value, coverage.Left[0].Reason));
        Assert.Equal(100 / 110.0, coverage.Share!.Value, 12);
        Assert.Equal((365, 1.0), (coverage.Observations, Math.Round(book.Weights.Sum(), 12)));
    }

    [Fact]
    public void Components_add_up_and_scenarios_know_the_venues()
    {
        var report = BookRisk.Report(CoveredBook.Of(Book(0.6), Daily), 0.1, 1, new Stamp(1, 1), Now);
        foreach (var level in report.Methods.SelectMany(m => m.Levels)) Assert.Equal(level.Var!.Value, level.Components.Sum(c => c!.Value), 9);
        Assert.True(report.Methods.All(m => m.Levels[1].Var > m.Levels[0].Var && m.Levels[0].Es > m.Levels[0].Var));
        Assert.Equal(1.0, Assert.Single(report.Stress, s => s.Scenario == "Kraken fails").Loss!.Value, 12);
        Assert.Contains(report.Stress, s => s.Scenario.StartsWith("COVID", StringComparison.Ordinal) && Math.Abs(s.Loss!.Value - (0.37 * 0.6)) < 1e-12);
    }

    private static (IReadOnlyList<OpenWarning> Raised, IReadOnlyList<OpenWarning> Cleared) Look(BookWarnings warnings, double share, bool fresh = true, double fall = 0)
    {
        var book = CoveredBook.Of(Book(share, fresh, 1 - fall), Daily);
        return warnings.Look(book, BookRisk.Exposures(book, new Stamp(1, 1), Now), Hourly, Now);
    }

    private static void AssertNothing((IReadOnlyList<OpenWarning> Raised, IReadOnlyList<OpenWarning> Cleared) look)
    {
        Assert.Empty(look.Raised);
        Assert.Empty(look.Cleared);
    }

    private static BookSnapshot Book(double share, bool fresh = true, double left = 1, params HeldAsset[] more)
    {
        var kraken = new Places(new Dictionary<string, double> { ["kraken"] = 1 });
        var price = Hourly.Usd(new("btc"))![^1] * left;
        return new(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new("fiat:usd"), Now, [
            new(new("btc"), "BTC", "crypto", 100 * share, price, fresh, kraken), new(new("fiat:usd"), "USD", "fiat", 100 * (1 - share), 1, true, kraken), .. more]);
    }

    private static PriceGrid Random(TimeSpan step, int rows, double size)
    {
        var (grid, random, price) = (PriceGrid.Ending(Now, step, rows), new Random(3), 50_000.0);
        for (var row = 0; row < rows; row++) grid.Put(new("btc"), grid.At(row), price *= 1 + ((random.NextDouble() - 0.5) * size));
        return grid;
    }
}
