using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Reads where the streams of an account stand.</summary>
internal sealed class StreamStore(IDatabase database, PageSeals seals)
{
    /// <summary>All streams ever read.</summary>
    public async Task<IReadOnlyList<StreamState>> LoadAsync(SyncJob job, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var rows = await transaction.QueryAsync(
            """
            select s.stream, s.priority, s.essential, s.cursor, s.pages, s.records, s.expected, s.backfill_done,
                (select r.sha256 from ingestion.page_problem p join ingestion.raw_page r using (tenant_id, account_id, page_id)
                 where p.account_id = s.account_id and p.stream = s.stream and p.code = 'page-unreadable' and p.resolved_at is null order by r.number desc limit 1)
            from ingestion.stream s where s.account_id = $1
            """,
            [job.Account.Id.Value],
            r => (State: new StreamState(r.GetString(0), r.GetInt32(1), r.GetBoolean(2))
            {
                Pages = r.GetInt64(4),
                Records = r.GetInt64(5),
                Expected = r.Maybe<long?>(6),
                BackfillDone = r.GetBoolean(7),
                StuckAt = r.Maybe<string>(8),
            }, Cursor: r.Maybe<byte[]>(3)), cancellationToken);
        job.Told.Add(await LoadToldAsync(transaction, job, cancellationToken));
        var streams = new List<StreamState>();
        foreach (var (state, cursor) in rows)
            streams.Add(cursor is null ? state : state with { Cursor = await seals.OpenTextAsync(job.Tenant, PageSeals.CursorOf(job.Account.Id, state.Name), cursor, cancellationToken) });
        return streams;
    }

    /// <summary>Names of the newest page of each stream and of the newest of all.</summary>
    private static async Task<IEnumerable<string>> LoadToldAsync(IDatabaseTransaction transaction, SyncJob job, CancellationToken cancellationToken)
    {
        var pages = await transaction.QueryAsync(
            """
            with pages as materialized (select number, stream, case when metadata is null then sha256 end as sha256, meaning from ingestion.raw_page where account_id = $1 and stream <> 'balances' and record_count > 0)
            (select distinct on (stream) stream, sha256, meaning from pages order by stream, number desc) union (select stream, sha256, meaning from pages order by number desc limit $2)
            """,
            [job.Account.Id.Value, ToldPages.Remembered], r => ToldPages.NamesOf(r.GetString(0), r.Maybe<string>(1), r.Maybe<string>(2)), cancellationToken);
        return pages.SelectMany(names => names);
    }

    /// <summary>The stored streams and those the venue told of now.</summary>
    public static IEnumerable<StreamState> Join(IEnumerable<StreamState> stored, IEnumerable<HistoryStream> told)
    {
        var known = stored.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return told.Select(t => known.TryGetValue(t.Name, out var state) ? state with { Priority = t.Priority, Essential = t.EssentialToLedger } : new StreamState(t.Name, t.Priority, t.EssentialToLedger));
    }
}
