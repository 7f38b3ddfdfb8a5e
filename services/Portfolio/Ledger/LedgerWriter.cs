using System.Diagnostics;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Appends to an account's chain: what is already there is dropped, the rest is numbered, chained, inserted and projected, all in the given transaction.</summary>
internal sealed class LedgerWriter(PrivateText privateText, AssetRegistryCopy registry, TimeProvider time)
{
    /// <summary>Returns how many rows were added.</summary>
    public async Task<int> AppendAsync(IDatabaseTransaction transaction, AccountId account, IReadOnlyList<EntryDraft> drafts, Provenance provenance, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0) return 0;
        var began = Stopwatch.GetTimestamp();
        var (head, last) = await HeadSql.LockToAppendAsync(transaction, account, cancellationToken);
        provenance = provenance with { RecordedAt = After(last) };
        var known = await CurrentSql.ReadAsync(transaction, [.. drafts.Select(d => d.EntryId).Distinct()], cancellationToken);
        began = LedgerMetrics.Done("known", began);
        var page = new LedgerPage(head, known, provenance);
        foreach (var draft in drafts) await AddAsync(page, transaction, draft, cancellationToken);
        began = LedgerMetrics.Done("chain", began);
        if (page.Rows.Count == 0) return 0;
        await LedgerSql.InsertAsync(transaction, account, provenance, page.Rows, cancellationToken);
        began = LedgerMetrics.Done("entries", began);
        var resolver = await registry.ReadAsync(transaction, cancellationToken);
        await CurrentSql.WriteMovedAsync(transaction, account, page.Moved(), resolver, cancellationToken);
        await CurrentSql.WriteSeenAsync(transaction, account, page.Outranked(), cancellationToken);
        await PastSql.NoteAsync(transaction, account, page, resolver, provenance.RecordedAt, cancellationToken);
        await HeadSql.MoveAsync(transaction, account, page.Head, cancellationToken);
        LedgerMetrics.Done("projection", began);
        return page.Rows.Count;
    }

    /// <summary>Now, taken under the lock: recording times of an account strictly rise, so that they cut its chain in two.</summary>
    private DateTimeOffset After(DateTimeOffset last)
    {
        var now = time.GetUtcNow().ToMicroseconds();
        return now > last ? now : last.AddMicroseconds(1);
    }

    private async Task AddAsync(LedgerPage page, IDatabaseTransaction transaction, EntryDraft draft, CancellationToken cancellationToken)
    {
        if (PrivateText.Of(draft) is not { } text)
        {
            page.Add(draft, privateHash: null, box: null);
            return;
        }

        var hash = PrivateText.Hash(await privateText.SaltAsync(transaction, cancellationToken), draft.EntryId, text);
        page.Add(draft, hash, await privateText.SealAsync(transaction.Tenant, text, cancellationToken));
    }
}
