using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

/// <summary>Figures are made once of one state of the ledger, and again when anything they rest on changed.</summary>
public sealed class LiveFigureTests
{
    [Fact]
    public async Task A_second_look_is_answered_with_what_the_first_one_made_and_a_late_transaction_shows_up_at_once()
    {
        await using var t = await TaxTenant.StartAsync();
        await FillAsync(t);
        var ledgers = t.Host.Services.GetRequiredService<EntityLedgers>();
        Assert.Equal("5000", await GainAsync(t));
        var first = await LedgerAsync(ledgers, t);
        Assert.Equal("5000", await GainAsync(t));
        Assert.Same(first, await LedgerAsync(ledgers, t));
        Assert.Same(first!.Year(2024).Value, first.Year(2024).Value);
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("late", -1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-1000")));
        Assert.Equal("14000", await GainAsync(t));
        Assert.NotSame(first, await LedgerAsync(ledgers, t));
    }

    [Fact]
    public async Task Prices_are_looked_at_once_a_minute_and_what_they_did_not_change_is_kept()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.PriceAsync("btc", 1, "30000");
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("r", 1.01, TransactionKind.StakingReward, ("BTC", "1")));
        var clock = new Ahead();
        using var ledgers = new EntityLedgers(t.Host.Transactions, clock);
        var first = await LedgerAsync(ledgers, t);
        Assert.Equal(Quantity.Parse("30000"), Assert.Single(first!.Year(2024).Value!.Cash).Amount);
        clock.By = TimeSpan.FromMinutes(2);
        Assert.Same(first, await LedgerAsync(ledgers, t));
        await t.Host.Database.ExecuteAsync($"update portfolio.price_fact set usd = 31000 where tenant_id = '{t.Tenant}' and asset_id = 'btc'");
        Assert.Same(first, await LedgerAsync(ledgers, t));
        clock.By = TimeSpan.FromMinutes(4);
        EntityLedger? second = null;
        await Eventually.HoldsAsync(async () => !ReferenceEquals(first, second = await LedgerAsync(ledgers, t)), "the ledger is read again");
        Assert.Equal(Quantity.Parse("31000"), Assert.Single(second!.Year(2024).Value!.Cash).Amount);
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task The_bridge_sums_exactly_between_any_two_days()
    {
        await using var t = await TaxTenant.StartAsync();
        await LiveReportTests.FillAsync(t);
        foreach (var (from, to) in new[] { ("2024-03-01", "2024-03-09"), ("2024-03-10", "2024-12-31"), ("2023-06-01", "2025-06-30") })
        {
            var lines = (await t.Viewer.DataAsync($"{{ taxBridge(entityId: \"{t.Entity}\", from: \"{from}\", to: \"{to}\") {{ code amount }} }}")).GetProperty("taxBridge").EnumerateArray().Select(l => Quantity.Parse(l.GetProperty("amount").GetString()!)).ToArray();
            Assert.Equal(11, lines.Length);
            Assert.Equal(lines[^1], lines[..^1].Aggregate(Quantity.Zero, (sum, l) => sum + l));
            Assert.False(lines[0].IsZero);
        }

        var (early, late, all) = (await EndAsync(t, "2024-01-01", "2024-03-12"), await EndAsync(t, "2024-03-13", "2024-12-31"), await EndAsync(t, "2024-01-01", "2024-12-31"));
        Assert.Equal(all, early + late);
        Assert.Equal((await t.YearAsync("bridge { amount }")).GetProperty("bridge").EnumerateArray().Last().GetProperty("amount").GetString(), all.ToString());
        foreach (var wrong in new[] { ("soon", "2024-01-01"), ("2024-02-01", "2024-01-01") })
            Assert.Equal(["BAD_USER_INPUT"], await t.Viewer.CodesAsync($"{{ taxBridge(entityId: \"{t.Entity}\", from: \"{wrong.Item1}\", to: \"{wrong.Item2}\") {{ code }} }}"));
    }

    private static async Task<Quantity> EndAsync(TaxTenant t, string from, string to) =>
        Quantity.Parse((await t.Viewer.DataAsync($"{{ taxBridge(entityId: \"{t.Entity}\", from: \"{from}\", to: \"{to}\") {{ amount }} }}")).GetProperty("taxBridge").EnumerateArray().Last().GetProperty("amount").GetString()!);

    private static Task FillAsync(TaxTenant t) => t.RecordAsync(
        t.Kraken, TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")), TaxTenant.Fact("s", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "15000")));

    private static async Task<string?> GainAsync(TaxTenant t) => (await t.YearAsync("totals { gain } bridge { amount } methods { method }")).GetProperty("totals").GetProperty("gain").GetString();

    private static Task<EntityLedger?> LedgerAsync(EntityLedgers ledgers, TaxTenant t) => ledgers.FindAsync(t.Tenant, new(t.Entity), default);
}
