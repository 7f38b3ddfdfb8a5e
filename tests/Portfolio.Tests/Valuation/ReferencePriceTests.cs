using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Queries;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class ReferencePriceTests
{
    [Fact]
    [Trait("Pain", "37")]
    public async Task History_is_valued_when_prices_come_never_from_the_future_and_each_price_is_kept_as_a_fact()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "2")), LedgerTenant.Fact("e", -300, TransactionKind.Deposit, ("ETH", "1"))));
        await t.PriceAsync(("btc", "100"), ("eth", "10"));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("unknownBasis").GetString() == "2", "basis unknown");
        await t.Host.Database.ExecuteAsync($"insert into marketdata.price values ('btc', 'hour', '{LedgerTenant.Day:u}', 'x', 3, 1, 40), ('btc', 'hour', '{LedgerTenant.Day.AddHours(1):u}', 'x', 1, 1, 99), ('eth', 'day', '{LedgerTenant.Day:u}', 'x', 1, 1, 7)");
        await t.PublishSystemAsync(new ReferencePricesRecorded([new("btc"), new("eth")], LedgerTenant.Day, LedgerTenant.Day.AddHours(1)));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "80" && p.GetProperty("unrealised").GetString() == "120" && p.GetProperty("unknownBasis").GetString() == "0", "valued at the last price before");
        Assert.Equal(1, await t.CountAsync("price_fact", "asset_id = 'btc' and usd = 40 and price_version = 3 and source = 'x'"));
        Assert.Equal(1, await t.CountAsync("price_fact", "asset_id = 'eth' and usd is null"));
        await using var again = await PortfolioPlatform.Testing.PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        await t.Host.Database.ExecuteAsync("delete from marketdata.price");
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "80", "the fact outlives the price");
    }

    [Fact]
    [Trait("Pain", "44")]
    public async Task A_nearer_candle_that_comes_later_revalues_the_entry_and_what_was_known_before_stays_readable()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        await ReferenceView.AddAsync(t.Host.Database, new PriceRow(new("btc"), "day", LedgerTenant.Day.AddHours(-9), "x", 1, 1, "10"));
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "2"))));
        await t.PriceAsync(("btc", "100"));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "20", "valued by the day");
        var before = DateTimeOffset.UtcNow;
        await ReferenceView.AddAsync(t.Host.Database, new PriceRow(new("btc"), "hour", LedgerTenant.Day, "x", 1, 1, "40"));
        await t.PublishSystemAsync(new ReferencePricesRecorded([new("btc")], LedgerTenant.Day, LedgerTenant.Day));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "80", "valued by the hour");
        var past = t.Host.Services.GetRequiredService<PastPositions>();
        async Task<string> CostAsync(DateTimeOffset knownAt) => Assert.Single((await past.ReadAsync(t.Tenant, t.All, DateTimeOffset.MaxValue.AddYears(-1), knownAt, default))!).Cost;
        Assert.Equal("20", await CostAsync(before));
        Assert.Equal("80", await CostAsync(DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task The_days_change_is_against_midnight_of_the_portfolios_zone_and_leaves_flows_out()
    {
        await using var t = await LedgerTenant.StartAsync();
        await ReferenceView.PublishAsync(t.Host.Database);
        var midnight = PortfolioPlatform.Portfolio.Valuation.DayStart.Of("Europe/Berlin", DateTimeOffset.UtcNow);
        await t.Host.Database.ExecuteAsync($"insert into marketdata.price values ('btc', 'hour', '{midnight.AddHours(-1):u}', 'x', 1, 1, 100), ('btc', 'hour', '{midnight:u}', 'x', 1, 1, 100)");
        var before = LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2")) with { Time = midnight.AddMinutes(-10) };
        var since = LedgerTenant.Fact("f", 0, TransactionKind.Deposit, ("USD", "1000")) with { Time = midnight.AddSeconds(1) };
        await t.RecordAsync(t.Page(t.Kraken, before, since));
        await t.PriceAsync(("btc", "110"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "1220" && p.GetProperty("dayChange").GetString() == "20" && p.GetProperty("dayChangePercent").GetString() == "1.6667", "twenty dollars of today");
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("dayChange").GetString() == "20", "all of it bitcoin's");
    }

    [Fact]
    public void Midnight_follows_the_zone_through_changes_of_the_clock()
    {
        static DateTimeOffset Of(string zone, string now) => PortfolioPlatform.Portfolio.Valuation.DayStart.Of(zone, DateTimeOffset.Parse(now));
        Assert.Equal(DateTimeOffset.Parse("2026-03-28T23:00:00Z"), Of("Europe/Berlin", "2026-03-29T20:00:00Z"));
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T22:00:00Z"), Of("Europe/Berlin", "2026-03-30T05:00:00Z"));
        Assert.Equal(DateTimeOffset.Parse("2026-01-01T00:00:00Z"), Of("Nowhere/At_all", "2026-01-01T13:00:00Z"));
    }
}
