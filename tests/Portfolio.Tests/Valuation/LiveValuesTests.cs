using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class LiveValuesTests
{
    [Fact]
    public async Task A_tick_moves_position_and_total_of_a_watched_portfolio()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "10000")), LedgerTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "0.1"), ("USD", "-6000"))));
        await t.PriceAsync(("btc", "65000.5"));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("value").GetString() == "6500.05" && p.GetProperty("unrealised").GetString() == "500.05", "value and result of the position");
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "10500.05" && p.GetProperty("unpricedCount").GetInt32() == 0, "total");
        await t.PriceAsync(("btc", "70000"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "11000", "the new total");
    }

    [Fact]
    [Trait("Pain", "35")]
    public async Task What_has_no_price_is_unpriced_and_never_zero()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("ETH", "3")), LedgerTenant.Fact("x", 0, TransactionKind.Airdrop, ("SCAM", "1000000"))));
        await t.SeesAsync(t.All, "position:unknown:kraken:SCAM", p => p.GetProperty("value").ValueKind == System.Text.Json.JsonValueKind.Null && p.GetProperty("quantity").GetString() == "1000000", "kept and unpriced");
        await t.SeesAsync(t.All, "total", p => p.GetProperty("unpricedCount").GetInt32() == 2 && Text(p, "value") is null && Text(p, "dayChange") is null && Text(p, "unrealised") is null, "nothing known of the total");
        await t.PriceAsync(("eth", "10"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("unpricedCount").GetInt32() == 1 && Text(p, "value") == "30", "what has a price");
        await t.SeesAsync(t.All, "position:unknown:kraken:SCAM", p => Text(p, "value") is null && Text(p, "share") is null, "still unpriced");
        await t.PriceAsync(("eth", null));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("unpricedCount").GetInt32() == 2 && Text(p, "value") is null, "the only price is gone");
    }

    [Fact]
    [Trait("Pain", "35")]
    public async Task A_portfolio_of_which_nothing_was_heard_has_no_total_and_not_one_of_zero()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.SeesAsync(t.All, "total", p => Text(p, "value") is null && Text(p, "realised") is null && !p.GetProperty("complete").GetBoolean(), "nothing known");
        await t.PublishAsync(new BalancesReported(t.Tenant, t.Kraken, "kraken", LedgerTenant.Day, HistoryComplete: true, []));
        await t.SeesAsync(t.All, "total", p => Text(p, "value") == "0" && p.GetProperty("complete").GetBoolean(), "known to be empty");
    }

    [Fact]
    public async Task Before_the_registry_is_known_nothing_is_shown_as_unknown()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.Host.DisposeAsync();
        await t.Host.Database.ExecuteAsync("delete from portfolio.asset_registry");
        await using var again = await PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        await using (var transaction = await again.Transactions.BeginAsync(t.Tenant, default))
        {
            await transaction.PublishAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))), default);
            await transaction.CommitAsync(default);
        }

        var store = again.Services.GetRequiredService<IHotStore>();
        await Eventually.HoldsAsync(async () => (await store.GetAllAsync($"portfolios:{t.Tenant}", default)).Count == 2 && await t.CountAsync("ledger_entry") == 1, "the tree is shown and the entry recorded");
        await using (var transaction = await again.Transactions.BeginSystemAsync(default))
        {
            await transaction.PublishAsync(LedgerTenant.Registry(1), default);
            await transaction.CommitAsync(default);
        }

        await LedgerTenant.SeesAsync(again, t.Tenant, t.All, "position:btc", p => Text(p, "quantity") == "1", "under its name");
        Assert.DoesNotContain((await store.GetAllAsync(LiveTopics.Portfolio(t.Tenant, t.All), default)).Keys, k => k.Contains("unknown", StringComparison.Ordinal));
        Assert.Equal(1, await t.CountAsync("transactions_current", "assets = '{btc}'"));
    }

    [Fact]
    public async Task A_portfolio_in_euros_holds_the_same_accounts_at_market_rates()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Binance, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "1100"))));
        await t.SeesAsync(t.Part, "total", p => Text(p, "value") is null && p.GetProperty("unpricedCount").GetInt32() == 1, "without a rate nobody knows the euros");
        await t.PriceAsync(("fiat:eur", "1.1"));
        await t.SeesAsync(t.Part, "total", p => p.GetProperty("currency").GetString() == "EUR" && Text(p, "value") is { } euros && Quantity.Parse(euros).Round(6) == 1000, "1100 dollars are 1000 euros");
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "1100", "an account selected twice counts once");
    }

    [Fact]
    public async Task Balances_are_shown_before_history_and_give_way_to_the_ledger()
    {
        await using var t = await LedgerTenant.StartAsync();
        var told = new BalancesReported(t.Tenant, t.Kraken, "kraken", LedgerTenant.Day, HistoryComplete: false, [new("XXBT", "BTC", "spot", 2, 2)]);
        await t.PublishAsync(told);
        await t.PriceAsync(("btc", "100"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "200" && !p.GetProperty("complete").GetBoolean(), "the venue's balance is shown");
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"))));
        await t.PublishAsync(told with { At = LedgerTenant.Day.AddHours(1), HistoryComplete = true });
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "200" && p.GetProperty("complete").GetBoolean(), "the ledger agrees");
    }

    private static string? Text(System.Text.Json.JsonElement value, string member) => value.GetProperty(member).GetString();
}
