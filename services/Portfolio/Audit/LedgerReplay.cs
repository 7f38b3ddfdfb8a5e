using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary>Rebuilds chains from archived pages.</summary>
internal sealed class LedgerReplay(IDatabase database, PrivateText privateText, LedgerWriter ledger, LedgerSignal signal, TimeProvider time) : ILedgerReplay
{
    public async Task<ReplayVerdict> CompareAsync(TenantId tenant, AccountId account, IReadOnlyCollection<TransactionsRecorded> pages, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var salt = await privateText.SaltAsync(transaction, cancellationToken);
        var rebuild = new ChainRebuild(LedgerChain.Genesis(tenant, account), pages, salt);
        for (var after = 0L; ;)
        {
            var rows = await LedgerRead.AfterAsync(transaction, account, after, 2000, cancellationToken);
            if (rows.Count == 0) return rebuild.Finish();
            foreach (var row in rows) rebuild.Take(row);
            after = rows[^1].Number;
        }
    }

    public async Task<ReplayVerdict> ReviseAsync(TenantId tenant, AccountId account, IReadOnlyCollection<TransactionsRecorded> pages, bool accept, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var now = time.GetUtcNow().ToMicroseconds();
        var before = (await HeadSql.LockAsync(transaction, account, cancellationToken)).Number;
        foreach (var page in pages)
        {
            var provenance = new Provenance(page.Page, Convert.FromHexString(page.RawPageHash), page.MapperVersion, now);
            await ledger.AppendAsync(transaction, account, PageReading.Of(page, now).Drafts, provenance, cancellationToken);
        }

        var differences = ImmutableArray.CreateBuilder<ReplayDifference>();
        foreach (var row in await LedgerRead.AfterAsync(transaction, account, before, int.MaxValue, cancellationToken))
            differences.Add(new(accept ? row.Number : null, row.Draft.Fact.Source, row.Draft.Fact.NativeId, row.Version == 1 ? "would be a transaction the ledger does not have" : $"reads differently now: version {row.Version}"));
        if (!accept) return new(before, before, 0, differences.ToImmutable());
        await transaction.CommitAsync(cancellationToken);
        await signal.RaiseAsync(tenant, cancellationToken);
        return new(before, before, 0, differences.ToImmutable());
    }
}
