using Microsoft.Extensions.Logging;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Brings a tenant's books up to the end of its ledger, and prices what can be priced.</summary>
internal sealed class BookLoader(IDatabase database, AssetRegistryCopy registry, TimeProvider time, ILogger<BookLoader> log)
{
    private const int PageSize = 2000;

    /// <summary>Tree and registry as they are now.</summary>
    public async Task<(PortfolioTree Tree, AssetResolver Resolver)> LookAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return (await TreeSql.ReadAsync(transaction, cancellationToken), await registry.ReadAsync(transaction, cancellationToken));
    }

    /// <summary>Reads everything new, at first from the checkpoint on. Returns the number of rows taken, or null when the books have to be made from the whole ledger.</summary>
    public async Task<int?> CatchUpAsync(TenantBook book, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var (tree, resolver) = (await TreeSql.ReadAsync(transaction, cancellationToken), await registry.ReadAsync(transaction, cancellationToken));
        if (!book.Fits(tree, resolver) && !(!book.IsStarted && await ContinueAsync(book, transaction, tree, resolver, cancellationToken))) return null;
        book.Tree = tree;
        var taken = await ReadOnAsync(book, transaction, anew: false, int.MaxValue, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Books made from the whole ledger, a piece at a time so that nobody waits for it.</summary>
    public async Task<TenantBook> ReadWholeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var book = new TenantBook(tenant);
        var (tree, resolver) = await LookAsync(tenant, cancellationToken);
        book.Begin(tree, resolver);
        for (var taken = 1; taken > 0;)
        {
            await using var transaction = await database.BeginAsync(tenant, cancellationToken);
            taken = await ReadOnAsync(book, transaction, anew: true, PageSize, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        book.Settle();
        return book;
    }

    /// <summary>Brings price facts and books to the newest reference prices. Returns how many rows it put into the books again.</summary>
    public async Task<int> ReviseAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (!book.IsStarted) return 0;
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
        (book.PricesSeen, book.SavedRows) = (newest, put > 0 ? -1 : book.SavedRows);
        return put;
    }

    private async Task<bool> ContinueAsync(TenantBook book, IDatabaseTransaction transaction, PortfolioTree tree, AssetResolver resolver, CancellationToken cancellationToken)
    {
        if (await BookCheckpoints.ContinueAsync(book, transaction, tree, resolver, cancellationToken) is not { } tail) return false;
        foreach (var rows in tail)
            foreach (var numbers in rows.Chunk(PageSize)) await PutAgainAsync(book, transaction, rows.Key, numbers, cancellationToken);
        log.BooksContinued(book.Tenant, book.Floor!.Value, tail.Sum(r => r.Count()));
        return true;
    }

    /// <summary>Reads new rows, at most so many.</summary>
    private async Task<int> ReadOnAsync(TenantBook book, IDatabaseTransaction transaction, bool anew, int most, CancellationToken cancellationToken)
    {
        book.Reported = await BalanceSql.ReadAsync(transaction, book.Resolver, cancellationToken);
        var taken = 0;
        foreach (var (account, head) in await HeadSql.ReadAsync(transaction, cancellationToken))
            while (book.ReadTo(account) < head.Number && taken < most)
                taken += await ReadPageAsync(book, transaction, account, anew, cancellationToken);
        return taken;
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
