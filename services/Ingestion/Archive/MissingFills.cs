using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>Fills a venue announced on its stream and keeps back over REST: a problem of the account until their record comes after all.</summary>
internal sealed class MissingFills(IDatabase database, PageSeals seals, TimeProvider clock)
{
    private const string Code = "announced-missing";

    /// <summary>Makes a problem of one; once, however often it is met.</summary>
    public async Task RaiseAsync(SyncJob job, Announced lost, CancellationToken cancellationToken)
    {
        var id = IdOf(job, lost.Source, lost.NativeId);
        var detail = $"{job.Account.Venue} announced fill {lost.NativeId} at {lost.Since:u} and has not listed it {Announcements.Deadline.TotalMinutes:0} minutes later. It is not booked; it will be as soon as the venue lists it.";
        var box = await seals.SealTextAsync(job.Tenant, PageSeals.ProblemOf(id, 0), detail, cancellationToken);
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var added = await transaction.ExecuteAsync(
            "insert into ingestion.page_problem values ($1, $2, $3, 0, $4, $5, $6, $7, $8) on conflict do nothing",
            [job.Tenant.Value, job.Account.Id.Value, id, lost.Streams.FirstOrDefault() ?? lost.Source, Code, lost.NativeId, box, clock.GetUtcNow()], cancellationToken);
        if (added == 1) await transaction.PublishAsync(new PageProblemFound(job.Tenant, job.Account.Id, id, Code, lost.NativeId, detail), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        job.Missing[id] = true;
        job.MoveProblems();
    }

    /// <summary>Loads which are missing still; the instant since when pages may have shown one of them, or null when none is missing.</summary>
    public async Task<DateTimeOffset?> LoadAsync(SyncJob job, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var open = await transaction.QueryAsync(
            "select page_id, found_at from ingestion.page_problem where account_id = $1 and code = $2 and resolved_at is null",
            [job.Account.Id.Value, Code], r => (Id: r.GetGuid(0), FoundAt: r.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
        foreach (var (id, _) in open) job.Missing[id] = true;
        return open.Count == 0 ? null : open.Min(o => o.FoundAt) - (2 * Announcements.Deadline);
    }

    /// <summary>Closes the problems of fills that the archive has.</summary>
    public async Task ResolveAsync(SyncJob job, IEnumerable<TransactionFact> told, CancellationToken cancellationToken)
    {
        if (job.Missing.IsEmpty) return;
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        await ResolveAsync(transaction, job, told.Select(t => (t.Source, t.NativeId)), clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Closes the problems of missing fills that a page shows now, inside the transaction that commits the page.</summary>
    public static async Task ResolveAsync(IDatabaseTransaction transaction, SyncJob job, IEnumerable<(string Source, string NativeId)> shown, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (job.Missing.IsEmpty) return;
        var back = shown.Select(s => IdOf(job, s.Source, s.NativeId)).Where(job.Missing.ContainsKey).ToArray();
        if (back.Length == 0) return;
        await transaction.ExecuteAsync(
            "update ingestion.page_problem set resolved_at = $3 where account_id = $1 and page_id = any($2) and resolved_at is null",
            [job.Account.Id.Value, back, now], cancellationToken);
        foreach (var id in back) job.Missing.TryRemove(id, out _);
        job.MoveProblems();
    }

    private static Guid IdOf(SyncJob job, string source, string nativeId) => DerivedId.Of("announced", job.Account.Id.ToString(), source, nativeId);
}
