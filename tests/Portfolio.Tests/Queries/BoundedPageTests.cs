using System.Globalization;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Tests.Queries;

public sealed class BoundedPageTests
{
    [Fact]
    [Trait("Pain", "41")]
    public async Task A_page_reads_a_bounded_part_of_a_long_ledger_also_for_what_is_rare_and_for_what_is_not_there()
    {
        await using var t = await LedgerTenant.StartAsync();
        for (var page = 0; page < 12; page++)
            await t.RecordAsync(t.Page(t.Kraken, [.. Enumerable.Range(page * 1000, 1000).Select(i => LedgerTenant.Fact($"n{i}", i * 7, i % 4000 == 5 ? TransactionKind.Airdrop : TransactionKind.Deposit, (i % 3000 == 7 ? "ETH" : "BTC", "1")))]));
        await t.AnalyzeAsync();
        Assert.InRange(await BuffersAsync(t, new TransactionFilter()), 1, 500);
        Assert.InRange(await BuffersAsync(t, new TransactionFilter(Kinds: [TransactionKind.Airdrop])), 1, 500);
        Assert.InRange(await BuffersAsync(t, new TransactionFilter(AssetId: "eth")), 1, 500);
        Assert.InRange(await BuffersAsync(t, new TransactionFilter(AssetId: "eth", Kinds: [TransactionKind.Airdrop])), 0, 100);
        Assert.InRange(await BuffersAsync(t, new TransactionFilter(Kinds: [TransactionKind.Fork])), 0, 100);
        Assert.InRange(await RecordsAsync(t, EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "n6000")), 1, 100);
    }

    /// <summary>Pages of memory the statement of a page of transactions look at.</summary>
    private static Task<long> BuffersAsync(LedgerTenant t, TransactionFilter filter) => t.InTransactionAsync(async transaction =>
    {
        var request = new TransactionPageRequest(filter, TransactionOrder.NewestFirst, null, 50, null, false);
        Spot[] accounts = [new(t.Kraken.Value, long.MaxValue), new(t.Binance.Value, long.MaxValue)];
        return await BuffersAsync(transaction, request.Terms is { } terms
            ? TransactionPageSql.Search(t.Tenant, request, accounts, terms, null) : TransactionPageSql.Rows(t.Tenant, request, request.Start, accounts));
    });

    private static Task<long> RecordsAsync(LedgerTenant t, Guid entry) => t.InTransactionAsync(transaction =>
    {
        return BuffersAsync(transaction, TransactionRecords.Page(t.Tenant, t.Kraken.Value, entry, null, 51));
    });

    private static async Task<long> BuffersAsync(IDatabaseTransaction transaction, NpgsqlBatchCommand statement)
    {
        await using var command = new NpgsqlCommand($"explain (analyze, buffers, timing off, format json) {statement.CommandText}", transaction.Connection);
        foreach (NpgsqlParameter parameter in statement.Parameters) command.Parameters.Add(parameter.Clone());
        using var plan = JsonDocument.Parse(Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!);
        var top = plan.RootElement[0].GetProperty("Plan");
        return top.GetProperty("Shared Hit Blocks").GetInt64() + top.GetProperty("Shared Read Blocks").GetInt64();
    }
}
