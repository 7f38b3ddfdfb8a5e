using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

/// <summary>Books of tenants nobody else looks at, kept by the product's own loader step by step.</summary>
internal static class Books
{
    public static async Task<TenantId> TenantAsync(LedgerTenant t)
    {
        var tenant = new TenantId(Guid.CreateVersion7());
        await t.Host.Transactions.EnsureTenantAsync(tenant, "books", default);
        await using var transaction = await t.Host.Transactions.BeginAsync(tenant, default);
        await TreeSql.WriteNodeAsync(transaction, new(t.All, null, "All", new("fiat:eur"), "Europe/Berlin", [t.Kraken]), 0, default);
        await transaction.CommitAsync(default);
        return tenant;
    }

    public static Task RecordAsync(LedgerTenant t, TenantId tenant, params TransactionFact[] facts) =>
        AppendAsync(t, tenant, [.. facts.Select(f => EntryDraft.Of(tenant, t.Kraken, "kraken", f))]);

    public static async Task AppendAsync(LedgerTenant t, TenantId tenant, params EntryDraft[] drafts)
    {
        await using var transaction = await t.Host.Transactions.BeginAsync(tenant, default);
        await t.Host.Services.GetRequiredService<LedgerWriter>().AppendAsync(transaction, t.Kraken, drafts, Provenance.Own(DateTimeOffset.UtcNow), default);
        await transaction.CommitAsync(default);
    }

    /// <summary>Brings a book to the end of the ledger, by a new one where that is what it takes.</summary>
    public static async Task<TenantBook> CatchUpAsync(LedgerTenant t, TenantBook book)
    {
        var loader = t.Host.Services.GetRequiredService<BookLoader>();
        var current = await loader.CatchUpAsync(book, default) is null || book.NeedsHistory ? await loader.ReadWholeAsync(book.Tenant, default) : book;
        current.Settle();
        return current;
    }

    /// <summary>Deposits and trades of about six days around <see cref="LedgerTenant.Day"/>.</summary>
    public static TransactionFact[] Facts(Random random, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var (asset, minutes) = (random.Next(3) switch { 0 => "ETH", 1 => "USDT", _ => "BTC" }, random.Next(-4000, 4000));
        return random.Next(3) == 0
            ? LedgerTenant.Fact($"d{i}", minutes, TransactionKind.Deposit, (asset, $"{random.Next(1, 90)}.5"))
            : LedgerTenant.Fact($"t{i}", minutes, TransactionKind.Trade, (asset, $"{random.Next(1, 9)}"), (asset == "BTC" ? "ETH" : "BTC", $"-{random.Next(1, 9)}.25"));
    })];

    public static IEnumerable<string> Print(TenantBook book) =>
        book.Currencies.OrderBy(c => c).SelectMany(c => book.In(c).Pools.OrderBy(p => p.Key).Select(p => $"{c} {p}"));
}
