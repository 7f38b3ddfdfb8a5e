using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>
/// One account's life under one lease: check the key, balances first, history newest first, balances again, then live. Whatever goes wrong becomes a
/// visible state with advice, and after a while the life begins anew from the committed cursors.
/// </summary>
internal sealed class AccountSync(SyncJob job, SyncParts parts)
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly KeyUse _use = parts.Uses.Of(job.Account);
    private readonly AccountProgress _progress = new(job.Account, parts.Clock);
    private bool _everConnected = job.Account.EverConnected;

    /// <summary>Runs until cancelled or until another process holds the account.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var use = _use;
        if (!await parts.Accounts.FenceAsync(job.Tenant, job.Account.Id, job.Epoch, cancellationToken)) return;
        _progress.Note(await parts.Accounts.OpenProblemsAsync(job.Tenant, job.Account.Id, cancellationToken));
        try
        {
            await LiveOnAsync(cancellationToken);
        }
        finally
        {
            parts.Derivatives.Leave(job.Account.Id);
        }
    }

    private async Task LiveOnAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = parts.Clock.GetTimestamp();
            var error = await GuardAsync(cancellationToken);
            if (error is SyncErrors.LeaseLost) return;
            failures = parts.Clock.GetElapsedTime(began) > LongestRetry ? 0 : failures + 1;
            await WaitAsync(error, failures, cancellationToken);
        }
    }

    /// <summary>A fault of ours, or of the database, is shown like any other trouble and tried again; the stack is in the log.</summary>
    private async Task<Error> GuardAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LiveOnceAsync(cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SyncCrashed(parts.Log, problem, job.Account.Id, job.Account.Venue);
            return new SyncErrors.Broken();
        }
    }

    private async Task<Error> LiveOnceAsync(CancellationToken cancellationToken)
    {
        using var credentials = await parts.Keys.OpenAsync(job.Account, cancellationToken);
        if (credentials is null) return new SyncErrors.LeaseLost();
        await _use.OpenedAsync(credentials, cancellationToken);
        await using var session = job.Connector.Open(credentials, parts.Venues.ContextOf(job.Account.Venue));
        if (await ProbeAsync(session, cancellationToken) is { } refused) return refused;
        return await new SyncSession(job, session, _use, parts, _progress, new Announcements(parts.Clock)).RunAsync(cancellationToken);
    }

    private async Task<Error?> ProbeAsync(IVenueSession session, CancellationToken cancellationToken)
    {
        _progress.State = "connecting";
        parts.Board.Report(job.Tenant, _progress.ToValue());
        var probe = await session.ProbeAsync(cancellationToken);
        if (!probe.IsOk) return probe.Error;
        if (probe.Value.CanWithdraw) return new SyncErrors.ExcessivePermission();
        if (!probe.Value.CanRead || !probe.Value.Missing.IsDefaultOrEmpty) return new SyncErrors.MissingPermission(probe.Value.Missing.IsDefaultOrEmpty ? "reading" : string.Join(", ", probe.Value.Missing));
        await parts.Expiry.NoteAsync(job, probe.Value.Expires, cancellationToken);
        _progress.KeyExpires = probe.Value.Expires;
        _progress.Advice = null;
        if (!_everConnected) await parts.Accounts.SetStateAsync(job.Account, "connecting", null, connected: true, null, cancellationToken);
        _everConnected = true;
        return null;
    }

    private async Task WaitAsync(Error error, int failures, CancellationToken cancellationToken)
    {
        var condition = SyncCondition.Of(error, job.Account.Venue, _everConnected, parts.Clock.GetUtcNow());
        Log.SyncStopped(parts.Log, job.Account.Id, job.Account.Venue, condition.State, error.Message);
        (_progress.State, _progress.Advice, _progress.StreamAlive) = (condition.State, condition.Advice, false);
        parts.Board.Report(job.Tenant, _progress.ToValue());
        await parts.Accounts.SetStateAsync(job.Account, condition.State, condition.Advice, connected: false, null, cancellationToken);
        var backoff = TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, failures - 1)));
        await Task.Delay(backoff > condition.RetryIn ? backoff : condition.RetryIn, parts.Clock, cancellationToken);
    }
}
