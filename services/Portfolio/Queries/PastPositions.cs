using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>One position as the ledger tells it.</summary>
internal sealed record PastPosition(string Account, string Asset, string Quantity, string Cost, string UnknownBasis, string Realised, string Income, string Fees, bool Short);

/// <summary>Positions as of a market time, as known at a recording time: what was recorded later is not there yet, what was edited later is as it was.</summary>
internal sealed class PastPositions(IDatabase database, AssetRegistryCopy registry)
{
    public async Task<IReadOnlyList<PastPosition>?> ReadAsync(TenantId tenant, PortfolioId portfolio, DateTimeOffset asOf, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var book = new TenantBook(tenant);
        book.Begin(await TreeSql.ReadAsync(transaction, cancellationToken), await registry.ReadAsync(transaction, cancellationToken));
        if (book.Tree.Find(portfolio) is not { } node) return null;
        foreach (var (account, head) in await HeadSql.ReadAsync(transaction, cancellationToken))
            await TakeAsync(book, transaction, account, head.Number, asOf, knownAt, cancellationToken);
        book.Settle();
        var accounts = book.Tree.AccountsOf(portfolio).ToHashSet();
        return [.. book.In(node.Currency).Pools.Where(p => accounts.Contains(p.Key.Account) && p.Value != PoolState.Empty).OrderBy(p => p.Key).Select(View)];
    }

    private static async Task TakeAsync(TenantBook book, IDatabaseTransaction transaction, AccountId account, long to, DateTimeOffset asOf, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        var facts = await PriceFactSql.ReadAsync(transaction, account, 1, to, knownAt, cancellationToken);
        var rows = await LedgerRead.AfterAsync(transaction, account, 0, int.MaxValue, cancellationToken);
        var known = rows.Where(r => r.Provenance.RecordedAt <= knownAt).Select(r => (Row: r, Entry: BookEntry.Of(account, r, book.Resolver))).ToList();
        var holding = known.Where(k => k.Row.IsTransaction).GroupBy(k => k.Entry.Key).Select(g => g.MaxBy(k => k.Entry.Rank));
        var others = known.Where(k => k.Row.Draft.Record is EntryRecord.Link or EntryRecord.Unlink);
        foreach (var (row, entry) in holding.Where(k => k.Entry.Fact.Time <= asOf).Concat(others))
        {
            entry.Take(facts, book.Currencies);
            book.Take(account, row, entry);
        }
    }

    private static PastPosition View(KeyValuePair<PoolKey, PoolState> p) => new(
        $"{p.Key.Account}", $"{p.Key.Asset}", $"{p.Value.Balance}", $"{p.Value.Cost}", $"{p.Value.Unknown}", $"{p.Value.Realised}", $"{p.Value.Income}", $"{p.Value.Fees}", p.Value.IsShort);
}
