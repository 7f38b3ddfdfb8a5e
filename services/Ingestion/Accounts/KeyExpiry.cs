using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Keys that lapse: when, as the venue says, and a problem of the account two weeks before, until the key is replaced.</summary>
internal sealed class KeyExpiry(IDatabase database, PageSeals seals, TimeProvider clock)
{
    /// <summary>How long before its end a key is a problem.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(14);

    private const string Code = "key-expires";
    private static readonly TimeSpan Rough = TimeSpan.FromDays(1); // some venues tell whole days only

    /// <summary>Keeps what the venue said of the key's end.</summary>
    public async Task NoteAsync(SyncJob job, DateTimeOffset? expires, CancellationToken cancellationToken)
    {
        job.KeyExpires = expires;
        if (expires == job.Account.KeyExpires || (expires - job.Account.KeyExpires)?.Duration() <= Rough) return;
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        await transaction.ExecuteAsync("update ingestion.account set key_expires_at = $2 where account_id = $1", [job.Account.Id.Value, expires], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes a problem of a key that ends soon; once for each key.</summary>
    public async Task WarnAsync(SyncJob job, CancellationToken cancellationToken)
    {
        if (job.KeyExpires is not { } end || job.WarnedOfExpiry || clock.GetUtcNow() < end - WarnBefore) return;
        var id = IdOf(job.Account.Id, job.Account.KeyFingerprint);
        var detail = $"The key {job.Account.KeyHint} at {job.Account.Venue} lapses on {end:yyyy-MM-dd}. Make a new one there and replace it here: nothing is read twice or lost.";
        var box = await seals.SealTextAsync(job.Tenant, PageSeals.ProblemOf(id, 0), detail, cancellationToken);
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var added = await transaction.ExecuteAsync(
            "insert into ingestion.page_problem values ($1, $2, $3, 0, $4, $5, $6, $7, $8) on conflict do nothing",
            [job.Tenant.Value, job.Account.Id.Value, id, "key", Code, null, box, clock.GetUtcNow()], cancellationToken);
        if (added == 1) await transaction.PublishAsync(new PageProblemFound(job.Tenant, job.Account.Id, id, Code, null, detail), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        job.WarnedOfExpiry = true;
        job.MoveProblems();
    }

    /// <summary>The key was replaced: its end is nobody's problem any more.</summary>
    public static async Task ResolveAsync(IDatabaseTransaction transaction, ConnectedAccount account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = IdOf(account.Id, account.KeyFingerprint);
        var closed = await transaction.ExecuteAsync(
            "update ingestion.page_problem set resolved_at = $3 where account_id = $1 and page_id = $2 and resolved_at is null", [account.Id.Value, id, now], cancellationToken);
        if (closed == 1) await transaction.PublishAsync(new PageProblemFound(account.Tenant, account.Id, id, Code, null, "") { Resolved = true }, cancellationToken);
    }

    private static Guid IdOf(AccountId account, string fingerprint) => DerivedId.Of("key-expires", account.ToString(), fingerprint);
}
