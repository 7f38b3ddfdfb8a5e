using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

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
        await t.SeesAsync(t.All, "total", p => p.GetProperty("unpricedCount").GetInt32() == 2, "both counted as unpriced");
    }

    [Fact]
    public async Task A_portfolio_in_euros_holds_the_same_accounts_at_market_rates()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Binance, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "1100"))));
        await t.PriceAsync(("fiat:eur", "1.1"));
        await t.SeesAsync(t.Part, "total", p => p.GetProperty("currency").GetString() == "EUR" && Quantity.Parse(p.GetProperty("value").GetString()!).Round(6) == 1000, "1100 dollars are 1000 euros");
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
}
