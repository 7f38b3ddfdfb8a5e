using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Risk;

public sealed class RiskNightTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 2, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UTC", "2026-03-02")]
    [InlineData("Asia/Tokyo", "2026-03-03")]
    [InlineData("America/New_York", "2026-03-02")]
    [InlineData("no such place", "2026-03-02")]
    public void A_night_ends_the_day_of_the_portfolios_own_zone(string zone, string day) =>
        Assert.Equal(day, RiskNight.DayOf(new BookSnapshot(default, default, new("fiat:usd"), Evening, []) { Zone = zone }, Evening).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_same_book_and_day_give_the_same_figures_and_another_day_draws_anew()
    {
        var book = CoveredBook.Of(new BookSnapshot(default, default, new("fiat:usd"), Evening, [new HeldAsset(new("btc"), "BTC", "crypto", 100, 1, true, new Places(new Dictionary<string, double> { ["kraken"] = 1 }))]), Prices());

        var (first, again, next) = (Of(2), Of(2), Of(3));

        Assert.True(first.Levels.SequenceEqual(again.Levels) && first.Levels[0].Var > 0);
        Assert.NotEqual(first.Levels[0].Var, next.Levels[0].Var);
        Assert.True(first.Levels[0].Low < first.Levels[0].Var && first.Levels[0].Var < first.Levels[0].High);
        Assert.Contains(first.Stress, s => s.Scenario == "Kraken fails" && s.Loss == 1);

        NightValue Of(int day) => RiskNight.Of(book, new DateOnly(2026, 3, day), new Stamp(1, 1), Evening);
    }

    [Fact]
    public async Task Each_night_is_stored_once_and_told_over_GraphQL()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "btc", 130);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));

        await Eventually.HoldsAsync(async () => await t.CountAsync("risk_night", $"portfolio_id = '{t.All}' and version = 1") == 1, "the night is stored", TimeSpan.FromSeconds(30));

        await t.PriceAsync(("btc", "80"));
        var night = (await new GraphQLViewer(t.Host.Services, t.Tenant).DataAsync($$"""
            { portfolio(id: "{{t.All}}") { riskNights(first: 5) { nodes { day version state paths levels { level valueAtRisk low high } stress { scenario loss } coverage { observations derivatives { linear deltaGamma left } } } } } }
            """)).GetProperty("portfolio").GetProperty("riskNights").GetProperty("nodes");
        Assert.Equal(1, night.GetArrayLength());
        Assert.Equal(("ok", 100_000, 130), (night[0].GetProperty("state").GetString(), night[0].GetProperty("paths").GetInt32(), night[0].GetProperty("coverage").GetProperty("observations").GetInt32()));
        Assert.InRange(night[0].GetProperty("levels")[0].GetProperty("valueAtRisk").GetDouble(), 0.001, 0.5);
        Assert.Contains(night[0].GetProperty("stress").EnumerateArray(), s => s.GetProperty("scenario").GetString() == "Kraken fails");
        Assert.Equal(1, await t.CountAsync("risk_night", $"portfolio_id = '{t.All}'"));
    }

    private static PriceGrid Prices()
    {
        var (grid, random, price) = (PriceGrid.Ending(Evening, TimeSpan.FromDays(1), 200), new Random(5), 100.0);
        for (var row = 0; row < grid.Rows; row++) grid.Put(new("btc"), grid.At(row), price *= 1 + (0.04 * (random.NextDouble() - 0.5)));
        return grid;
    }
}
