using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>
/// The one place where history becomes fact: in one transaction the raw page goes sealed into the archive, the cursor moves, and the message to the ledger
/// goes into the outbox. All of it under the account's fence; nothing of it if the lease went to another process.
/// </summary>
internal sealed class PageStore(IDatabase database, PageSeals seals, KnownSymbols symbols)
{
    /// <summary>Commits a page; gives the stream as it stands now, or null when the account is in other hands.</summary>
    public async Task<StreamState?> CommitAsync(SyncJob job, StreamState before, HistoryPage page, CancellationToken cancellationToken)
    {
        var checkedPage = PageCheck.Apply(page.Mapped, page.Raw.FetchedAt, await symbols.UnknownAsync(page.Mapped, job.FlaggedSymbols, cancellationToken));
        var meaning = ToldPages.MeaningOf(page.Mapped);
        var names = ToldPages.NamesOf(before.Name, page.Raw, meaning);
        if (!page.Mapped.IsUnreadable() && job.Told.Has(names)) checkedPage = MappedPage.Of([], [], 0);
        var after = Advance(before, page, checkedPage);
        if (MayWait(before, after)) return after;
        var archived = after.Pages > before.Pages ? await SealAsync(job, after, page, checkedPage, meaning, cancellationToken) : null;
        var cursor = await seals.SealTextAsync(job.Tenant, PageSeals.CursorOf(job.Account.Id, after.Name), page.Cursor, cancellationToken);

        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        if (!await HoldAsync(transaction, job, checkedPage, after.Records - before.Records, cancellationToken)) return null;
        await SaveStreamAsync(transaction, job, after, cursor, cancellationToken);
        if (before.StuckAt is not null && after.StuckAt is null) await PageTable.ResolveUnreadableAsync(transaction, job.Account.Id, after.Name, page.Raw.FetchedAt, cancellationToken);
        if (archived is not null)
        {
            await PageTable.AddAsync(transaction, job.Account.Id, archived, job.MapperVersion, cancellationToken);
            await MissingFills.ResolveAsync(transaction, job, checkedPage.Transactions.Select(t => (t.Source, t.NativeId)), page.Raw.FetchedAt, cancellationToken);
            if (checkedPage.Transactions.Length > 0) await transaction.PublishAsync(Message(job, archived, checkedPage.Transactions), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (archived is not null && after.StuckAt is null) job.Told.Add(names);
        if (archived is { Problems.Length: > 0 } || before.StuckAt != after.StuckAt) job.MoveProblems();
        return after;
    }

    private static StreamState Advance(StreamState before, HistoryPage page, MappedPage mapped)
    {
        var stuckAt = mapped.IsUnreadable() ? SealedPage.HashOf(page.Raw) : null;
        var tells = mapped.RecordCount > 0 || mapped.Transactions.Length > 0 || mapped.Problems.Length > 0;
        var keep = tells && (stuckAt is null || stuckAt != before.StuckAt);
        return before with
        {
            Cursor = page.Cursor,
            Pages = before.Pages + (keep ? 1 : 0),
            Records = before.Records + mapped.RecordCount,
            Expected = page.Expected ?? before.Expected,
            BackfillDone = before.BackfillDone || page.BackfillDone,
            CaughtUp = page.CaughtUp,
            StuckAt = stuckAt,
            Refusal = null,
        };
    }

    /// <summary>
    /// A page without anything in it need not be committed by itself: if the process dies, the same empty windows are read once more. Walks through years of
    /// empty windows would else cost a transaction each.
    /// </summary>
    private static bool MayWait(StreamState before, StreamState after) =>
        after.Pages == before.Pages && after.StuckAt == before.StuckAt && after.BackfillDone == before.BackfillDone && (!after.CaughtUp || after.Cursor == before.Cursor);

    private async Task<SealedPage> SealAsync(SyncJob job, StreamState after, HistoryPage page, MappedPage mapped, string meaning, CancellationToken cancellationToken)
    {
        var id = DerivedId.Of("page", job.Account.Id.ToString(), after.Name, after.Pages.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var archived = await SealedPage.MakeAsync(seals, job.Tenant, id, after.Name, page.Raw, mapped.RecordCount, mapped.Problems, cancellationToken);
        return archived with { Meaning = after.StuckAt is null ? meaning : null };
    }

    private static async Task<bool> HoldAsync(IDatabaseTransaction transaction, SyncJob job, MappedPage mapped, long records, CancellationToken cancellationToken)
    {
        var seen = mapped.Transactions.SelectMany(t => t.Legs).Select(l => l.Symbol).Distinct(StringComparer.Ordinal).ToArray();
        return await transaction.ExecuteAsync(
            """
            update ingestion.account set records = records + $3,
                seen_symbols = case when seen_symbols @> $4 then seen_symbols else (select array_agg(distinct s order by s) from unnest(seen_symbols || $4) s) end
            where account_id = $1 and holder_epoch = $2
            """,
            [job.Account.Id.Value, job.Epoch, records, seen], cancellationToken) == 1;
    }

    private static Task SaveStreamAsync(IDatabaseTransaction transaction, SyncJob job, StreamState s, byte[] cursor, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        insert into ingestion.stream (tenant_id, account_id, stream, priority, essential, cursor, pages, records, expected, backfill_done, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
        on conflict (tenant_id, account_id, stream) do update set priority = excluded.priority, essential = excluded.essential, cursor = excluded.cursor,
            pages = excluded.pages, records = excluded.records, expected = excluded.expected, backfill_done = excluded.backfill_done, updated_at = excluded.updated_at
        """,
        [job.Tenant.Value, job.Account.Id.Value, s.Name, s.Priority, s.Essential, cursor, s.Pages, s.Records, s.Expected, s.BackfillDone], cancellationToken);

    private static TransactionsRecorded Message(SyncJob job, SealedPage page, ImmutableArray<VenueTransaction> transactions) =>
        new(job.Tenant, job.Account.Id, job.Account.Venue, page.Id, page.Hash, job.MapperVersion, [.. transactions.Select(t => t.ToFact())]);
}
