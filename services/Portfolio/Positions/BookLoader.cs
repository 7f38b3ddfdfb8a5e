using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Brings a tenant's books up to the end of its ledger, and prices what can be priced.</summary>
internal sealed class BookLoader(IDatabase database, AssetRegistryCopy registry)
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

    /// <summary>Asks again for prices that were missing, of some assets or of all. Returns how many entries got one.</summary>
    public async Task<int> RepriceAsync(TenantBook book, IReadOnlySet<AssetId>? assets, CancellationToken cancellationToken)
    {
        if (book.Unpriced.Count == 0) return 0;
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var priced = 0;
        foreach (var entries in book.Unpriced.Values.Where(e => assets is null || e.Questions(book.Currencies).Any(q => assets.Contains(q.Asset))).ToArray().Chunk(PageSize))
        {
            var found = await PriceAsync(book, transaction, entries, cancellationToken);
            foreach (var entry in found) book.Put(entry);
            priced += found.Count;
        }

        await transaction.CommitAsync(cancellationToken);
        return priced;
    }

    private static async Task<int> ReadPageAsync(TenantBook book, IDatabaseTransaction transaction, AccountId account, bool anew, CancellationToken cancellationToken)
    {
        var rows = await LedgerRead.AfterAsync(transaction, account, book.ReadTo(account), PageSize, cancellationToken);
        if (rows.Count == 0) throw new InvalidOperationException($"The ledger of account {account} ends before its head.");
        var facts = await PriceFactSql.ReadAsync(transaction, account, rows[0].Number, rows[^1].Number, cancellationToken);
        var entries = rows.ConvertAll(r => BookEntry.Of(account, r, book.Resolver));
        if (anew) await AssetRemap.WriteAsync(transaction, account, entries, cancellationToken);
        foreach (var entry in entries)
            foreach (var asset in entry.Assets.Concat(book.Currencies))
                if (facts.TryGetValue((entry.Number, asset), out var fact)) entry.Usd[asset] = fact.Usd;
        await PriceAsync(book, transaction, entries, cancellationToken);
        for (var i = 0; i < rows.Count; i++) book.Take(account, rows[i], entries[i]);
        return rows.Count;
    }

    /// <summary>Finds and stores missing price facts. Returns the entries that got some.</summary>
    private static async Task<IReadOnlyCollection<BookEntry>> PriceAsync(TenantBook book, IDatabaseTransaction transaction, IReadOnlyCollection<BookEntry> entries, CancellationToken cancellationToken)
    {
        var open = entries.SelectMany(e => e.Questions(book.Currencies).Select(q => (Entry: e, Question: AtTheHour(q), q.Asset))).ToList();
        var answers = await ReferencePrices.ReadAsync(transaction, [.. open.Select(o => o.Question).Distinct()], cancellationToken);
        var found = new List<(BookEntry Entry, AssetId Asset, PriceFact Fact)>();
        foreach (var (entry, question, asset) in open)
        {
            if (!answers.TryGetValue(question, out var fact)) continue;
            entry.Usd[asset] = fact.Usd;
            if (entry.Number > 0) found.Add((entry, asset, fact));
        }

        await PriceFactSql.WriteAsync(transaction, found, cancellationToken);
        return [.. found.Select(f => f.Entry).Distinct()];
    }

    /// <summary>Reference prices stand on full hours, so all questions of an hour are one.</summary>
    private static PriceQuestion AtTheHour(PriceQuestion question) =>
        question with { Time = new DateTimeOffset(question.Time.UtcTicks - (question.Time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero) };
}
