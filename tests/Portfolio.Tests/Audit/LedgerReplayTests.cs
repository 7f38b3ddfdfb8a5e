using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Tests.Audit;

public sealed class LedgerReplayTests
{
    [Fact]
    public async Task The_archived_pages_alone_reproduce_every_hash_and_a_changed_page_is_told()
    {
        await using var t = await LedgerTenant.StartAsync();
        var pages = new[] { Page(t, "a", "b"), Page(t, "b", "c"), Page(t, "d") };
        await t.RecordAsync(pages);
        var replay = t.Host.Services.GetRequiredService<ILedgerReplay>();
        var exact = await replay.CompareAsync(t.Tenant, t.Kraken, pages, default);
        Assert.True(exact.IsExact);
        Assert.Equal((4, 4), (exact.Rows, exact.Reproduced));
        var forged = pages[2] with { Transactions = [pages[2].Transactions[0] with { Sequence = 5 }] };
        Assert.Equal("d", Assert.Single((await replay.CompareAsync(t.Tenant, t.Kraken, [pages[0], pages[1], forged], default)).Differences).NativeId);
        Assert.Equal(3, (await replay.CompareAsync(t.Tenant, t.Kraken, [pages[0], pages[1]], default)).Reproduced);
    }

    [Fact]
    public async Task A_newer_mapper_only_tells_what_would_change_until_it_is_accepted()
    {
        await using var t = await LedgerTenant.StartAsync();
        var page = Page(t, "a", "b");
        await t.RecordAsync(page);
        var newer = page with { MapperVersion = 2, Transactions = [page.Transactions[0], page.Transactions[1] with { Kind = TransactionKind.Airdrop }, LedgerTenant.Fact("new", 9, TransactionKind.Deposit, ("BTC", "1"))] };
        var replay = t.Host.Services.GetRequiredService<ILedgerReplay>();
        Assert.Equal(["b", "new"], (await replay.ReviseAsync(t.Tenant, t.Kraken, [newer], accept: false, default)).Differences.Select(d => d.NativeId));
        Assert.Equal(2, await t.CountAsync("ledger_entry"));
        Assert.Equal([3L, 4L], (await replay.ReviseAsync(t.Tenant, t.Kraken, [newer], accept: true, default)).Differences.Select(d => d.Number!.Value));
        Assert.Equal(4, await t.CountAsync("ledger_entry"));
        Assert.Empty((await replay.ReviseAsync(t.Tenant, t.Kraken, [newer], accept: true, default)).Differences);
    }

    private static TransactionsRecorded Page(LedgerTenant t, params string[] ids) =>
        t.Page(t.Kraken, [.. ids.Select(id => LedgerTenant.Fact(id, id[0], TransactionKind.Deposit, ("BTC", "1")) with { Address = "bc1" + id })]);
}
