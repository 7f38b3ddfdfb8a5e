using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Brings a tenant's books up to the end of its ledger, and prices what can be priced.</summary>
internal sealed class BookLoader(IDatabase database, AssetRegistryCopy registry, TimeProvider time)
{
    private const int PageSize = 2000;

    /// <summary>Reads everything new. Returns the number of rows taken.</summary>
    public async Task<int> CatchUpAsync(TenantBook book, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var anew = !book.Prepare(await TreeSql.ReadAsync(transaction, cancellationToken), await registry.ReadAsync(transaction, cancellationToken));
        book.Reported = await BalanceSql.ReadAsync(transaction, book.Resolver, cancellationToken);
        var taken = 0;
        foreach (var (account, head) in await HeadSql.ReadAsync(transaction, cancellationToken))
            while (book.ReadTo(account) < head.Number)
                taken += await ReadPageAsync(book, transaction, account, anew, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Brings price facts and books to the newest reference prices. Returns how many rows it put into the books again.</summary>
    public async Task<int> ReviseAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (book.Currencies.Count == 0) return 0;
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var newest = await PriceNewsSql.NewestAsync(transaction, cancellationToken);
        if (newest == book.PricesSeen) return 0;
        var seen = await PriceNewsSql.LockAsync(transaction, cancellationToken);
        var changed = await PriceNewsSql.ReviseAsync(transaction, seen, newest, time.GetUtcNow(), cancellationToken);
        var put = 0;
        foreach (var rows in changed)
            foreach (var numbers in rows.Where(n => n <= book.ReadTo(rows.Key)).Chunk(PageSize))
                put += await PutAgainAsync(book, transaction, rows.Key, numbers, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        book.PricesSeen = newest;
        return put;
    }

    private async Task<int> ReadPageAsync(TenantBook book, IDatabaseTransaction transaction, AccountId account, bool anew, CancellationToken cancellationToken)
    {
        var rows = await LedgerRead.AfterAsync(transaction, account, book.ReadTo(account), PageSize, cancellationToken);
        if (rows.Count == 0) throw new InvalidOperationException($"The ledger of account {account} ends before its head.");
        var entries = rows.ConvertAll(r => BookEntry.Of(account, r, book.Resolver));
        if (anew) await AssetRemap.WriteAsync(transaction, account, entries, cancellationToken);
        var facts = await PriceFactSql.ReadAsync(transaction, account, rows[0].Number, rows[^1].Number, knownAt: null, cancellationToken);
        await AskAsync(transaction, rows.Zip(entries).Where(p => p.First.IsTransaction).SelectMany(p => p.Second.Questions(book.Currencies)).Where(q => !facts.ContainsKey((q.Entry.Number, q.Question.Asset))), cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            entries[i].Take(facts, book.Currencies);
            book.Take(account, rows[i], entries[i]);
        }

        return rows.Count;
    }

    private static async Task<int> PutAgainAsync(TenantBook book, IDatabaseTransaction transaction, AccountId account, long[] numbers, CancellationToken cancellationToken)
    {
        var facts = await PriceFactSql.ReadAsync(transaction, account, numbers[0], numbers[^1], knownAt: null, cancellationToken);
        foreach (var row in await LedgerRead.ByNumberAsync(transaction, account, numbers, cancellationToken))
        {
            var entry = BookEntry.Of(account, row, book.Resolver);
            entry.Take(facts, book.Currencies);
            book.Put(entry);
        }

        return numbers.Length;
    }

    /// <summary>Answers and stores what was never asked before; what nobody knows is stored as asked and answered when the price comes.</summary>
    private async Task AskAsync(IDatabaseTransaction transaction, IEnumerable<AskedPrice> questions, CancellationToken cancellationToken)
    {
        var open = questions.ToList();
        if (open.Count == 0) return;
        await PriceNewsSql.LockAsync(transaction, cancellationToken);
        var answers = await ReferencePrices.ReadAsync(transaction, [.. open.Select(o => o.Question).Distinct()], cancellationToken);
        var asked = open.ConvertAll(o => o with { Fact = answers.GetValueOrDefault(o.Question) });
        foreach (var question in asked.Where(a => a.Fact is not null)) question.Entry.Usd[question.Question.Asset] = question.Fact!.Usd;
        await PriceFactSql.WriteAsync(transaction, asked, time.GetUtcNow(), cancellationToken);
    }
}
