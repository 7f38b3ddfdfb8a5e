using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class RegistryChangeTests
{
    [Fact]
    [Trait("Pain", "27")]
    public async Task A_code_named_later_becomes_its_asset_everywhere_and_the_ledger_is_not_touched()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("s", 0, TransactionKind.StakingReward, ("SOL03.S", "2"))));
        await t.SeesAsync(t.All, "position:unknown:kraken:SOL03.S", p => p.GetProperty("quantity").GetString() == "2", "kept under its code");
        await t.PublishSystemAsync(LedgerTenant.Registry(2, new AssetAliasRow("kraken", "SOL03.S", Instants.Earliest, new AssetId("sol"))));
        await t.SeesAsync(t.All, "position:sol", p => p.GetProperty("quantity").GetString() == "2", "the same amount under its name");
        Assert.Equal(1, await t.CountAsync("transactions_current", "assets = '{sol}'"));
        Assert.Equal(1, await t.CountAsync("ledger_entry"));
    }

    [Fact]
    public async Task A_fill_of_the_private_stream_is_shown_at_once_and_counts_once_when_the_ledger_has_it()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("quantity").GetString() == "1", "the deposit");
        var fill = LedgerTenant.Fact("fill", 5, TransactionKind.Trade, ("BTC", "0.5"), ("USD", "-100"));
        var told = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new ProvisionalFill(t.Tenant, t.Kraken, "kraken", fill), LiveJson.Default.ProvisionalFill);
        await t.Host.Services.GetRequiredService<ILiveChannel>().PublishAsync(LiveTopics.ProvisionalFills, told, default);
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("quantity").GetString() == "1.5", "the fill");
        Assert.Equal(1, await t.CountAsync("ledger_entry"));
        await t.RecordAsync(t.Page(t.Kraken, fill, LedgerTenant.Fact("e", 6, TransactionKind.Deposit, ("ETH", "1"))));
        await t.SeesAsync(t.All, "position:eth", p => p.GetProperty("quantity").GetString() == "1", "the page");
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("quantity").GetString() == "1.5", "the fill once");
    }

    [Fact]
    public async Task Values_are_stored_once_a_minute_unless_nobody_knows_them_and_the_demo_tree_stands_once()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "7"))));
        await Eventually.HoldsAsync(async () => await t.CountAsync("valuation_minute", $"portfolio_id = '{t.All}' and value = 7") >= 1, "a value of the portfolio in dollars", TimeSpan.FromSeconds(90));
        Assert.Equal(0, await t.CountAsync("valuation_minute", $"portfolio_id = '{t.Part}'"));
        await PortfolioPlatform.Portfolio.Tree.DemoSeed.WriteAsync(t.Host.Transactions, default);
        await PortfolioPlatform.Portfolio.Tree.DemoSeed.WriteAsync(t.Host.Transactions, default);
        Assert.Equal(8, await t.Host.Database.ScalarAsync<long>($"select count(*) from portfolio.portfolio where tenant_id = '{DemoTenant.Tenant}'"));
        Assert.Equal(5, await t.Host.Database.ScalarAsync<long>($"select count(*) from portfolio.portfolio_account where tenant_id = '{DemoTenant.Tenant}'"));
    }
}
