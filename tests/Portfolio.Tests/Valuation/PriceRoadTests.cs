using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class PriceRoadTests
{
    [Fact]
    public async Task A_price_is_told_while_the_ledger_cannot_be_read()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"))));
        await t.PriceAsync(("btc", "100"));
        await t.SeesAsync(t.Part, "position:btc", p => p.GetProperty("quantity").GetString() == "2", "the position");
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "200", "the total");

        await using var connection = new NpgsqlConnection(t.Host.Database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table portfolio.account_head in access exclusive mode", connection, held)) await command.ExecuteNonQueryAsync();
        await Eventually.HoldsAsync(async () => await t.Host.Database.ScalarAsync<long>("select count(*) from pg_locks where relation = 'portfolio.account_head'::regclass and not granted") > 0, "the ledger is waited for");

        await t.PriceAsync(("btc", "101"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "202", "the total at the new price");
        Assert.True(await t.Host.Database.ScalarAsync<long>("select count(*) from pg_locks where relation = 'portfolio.account_head'::regclass and not granted") > 0);
    }

    [Fact]
    public async Task What_says_the_same_is_not_told_again_so_that_the_next_price_finds_a_quiet_key()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"))));
        await t.PriceAsync(("btc", "100"));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("value").GetString() == "200", "the position");

        var told = new ConcurrentQueue<string>();
        await using var listening = await t.Host.Services.GetRequiredService<ILiveChannel>().SubscribeAsync(LiveTopics.Portfolio(t.Tenant, t.All), bytes => told.Enqueue(Encoding.UTF8.GetString(bytes.Span)), default);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("e", 1, TransactionKind.Deposit, ("ETH", "3"))));
        await t.SeesAsync(t.All, "position:eth", p => p.GetProperty("quantity").GetString() == "3", "what came");
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("f", 2, TransactionKind.Deposit, ("ETH", "4"))));
        await t.SeesAsync(t.All, "position:eth", p => p.GetProperty("quantity").GetString() == "7", "what came then");
        Assert.DoesNotContain(told, message => message.Contains("position:btc", StringComparison.Ordinal));

        await t.PriceAsync(("btc", "101"));
        await Eventually.HoldsAsync(() => Task.FromResult(told.Any(m => m.Contains("position:btc", StringComparison.Ordinal))), "the price is told");
        Assert.Contains("\"value\":\"202\"", told.Single(m => m.Contains("position:btc", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hot_store_that_lost_everything_has_what_was_told_within_a_minute()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"))));
        await t.PriceAsync(("btc", "100"));
        await t.SeesAsync(t.All, "total", p => p.GetProperty("value").GetString() == "200", "the total");
        var (store, topic) = (t.Host.Services.GetRequiredService<IHotStore>(), LiveTopics.Portfolio(t.Tenant, t.All));
        var before = await store.GetAllAsync(topic, default);

        await store.RemoveAsync(topic, [.. before.Keys], default);

        await Eventually.HoldsAsync(async () => (await store.GetAllAsync(topic, default)).TryGetValue("position:btc", out var again) && again.Span.SequenceEqual(before["position:btc"].Span), "the same value again", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task What_an_earlier_keeper_told_of_a_position_that_is_gone_is_taken_away()
    {
        await using var t = await LedgerTenant.StartAsync();
        var (store, desk) = (t.Host.Services.GetRequiredService<IHotStore>(), new PortfolioId(Guid.CreateVersion7()));
        await store.SetAsync(LiveTopics.Portfolio(t.Tenant, desk), [KeyValuePair.Create<string, ReadOnlyMemory<byte>>("position:eth", "{}"u8.ToArray())], default);

        await t.InTransactionAsync(async transaction =>
        {
            await TreeSql.WriteNodeAsync(transaction, new(desk, t.All, "Desk", new AssetId("fiat:usd"), "UTC", [t.Kraken]), 2, default);
            return true;
        });
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"))));

        await t.SeesAsync(desk, "position:btc", p => p.GetProperty("quantity").GetString() == "2", "what is held");
        Assert.DoesNotContain("position:eth", (await store.GetAllAsync(LiveTopics.Portfolio(t.Tenant, desk), default)).Keys);
    }
}
