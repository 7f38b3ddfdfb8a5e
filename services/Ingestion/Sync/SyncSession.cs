using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>From an accepted key to live: balances, history, balances again, then stream and polls until something fails.</summary>
internal sealed class SyncSession(SyncJob job, IVenueSession session, KeyUse use, SyncParts parts, AccountProgress progress, Announcements announcements)
{
    private const int SettleTries = 3;

    private readonly HistoryReader _history = new(job, session, parts, progress, announcements);

    /// <summary>Runs until cancelled; gives the failure that ended it.</summary>
    public async Task<Error> RunAsync(CancellationToken cancellationToken)
    {
        if (await BalancesFirstAsync(cancellationToken) is { } early) return early;
        if (await _history.OpenAsync(cancellationToken) is { } closed) return closed;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listener = new PrivateListener(job, session, parts, progress, announcements);
        Show(_history.IsBackfilled ? "polling" : "importing");
        var listening = _history.IsBackfilled ? listener.RunAsync(over.Token) : Task.CompletedTask;
        try
        {
            if (await SettleAsync(cancellationToken) is { } error) return error;
            await GoLiveAsync(cancellationToken);
            if (listening.IsCompleted) listening = listener.RunAsync(over.Token);
            return await LiveAsync(listener, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAny(listening);
        }
    }

    private async Task<Error?> BalancesFirstAsync(CancellationToken cancellationToken)
    {
        var balances = await AskBalancesAsync(cancellationToken);
        if (!balances.IsOk) return balances.Error;
        if (await ReportAsync(balances.Value, complete: false, cancellationToken) is { } error) return error;
        return await TellDerivativesAsync(cancellationToken);
    }

    /// <summary>
    /// Asks for balances, then reads all history that is newer: everything that had happened when the venue answered is told before its answer is, so that they can be held
    /// against each other, however busy the account is.
    /// </summary>
    private async Task<Error?> SettleAsync(CancellationToken cancellationToken)
    {
        if (!_history.IsBackfilled && await CatchUpAsync(cancellationToken) is { } early) return early;
        var balances = await AskBalancesAsync(cancellationToken);
        if (!balances.IsOk) return balances.Error;
        for (var i = 0; i < SettleTries; i++)
        {
            if (await CatchUpAsync(cancellationToken) is { } error) return error;
            if (!announcements.AwaitsFillOf(balances.Value.At)) break;
        }

        if (await ReportAsync(balances.Value, _history.IsWhole && !announcements.AwaitsFillOf(balances.Value.At), cancellationToken) is { } refused) return refused;
        return await TellDerivativesAsync(cancellationToken);
    }

    /// <summary>Tells what is open in derivatives, where the venue has any. Trouble there leaves the rest of the account as it is; the next look tries again.</summary>
    private async Task<Error?> TellDerivativesAsync(CancellationToken cancellationToken)
    {
        if (session is not IDerivativesSession derivatives) return null;
        var page = await derivatives.FetchDerivativesAsync(cancellationToken);
        if (page.IsOk) return await parts.Derivatives.CommitAsync(job, page.Value, cancellationToken) ? null : new SyncErrors.LeaseLost();
        Log.DerivativesUnread(parts.Log, job.Account.Id, job.Account.Venue, page.Error.Message);
        return null;
    }

    private async Task<Error?> CatchUpAsync(CancellationToken cancellationToken)
    {
        var read = await _history.ReadAsync(null, cancellationToken);
        return read.IsOk ? null : read.Error;
    }

    /// <summary>What the venue says is held; symbols in it lead to further streams.</summary>
    private async Task<Result<BalancePage>> AskBalancesAsync(CancellationToken cancellationToken)
    {
        var balances = await session.FetchBalancesAsync(cancellationToken);
        if (balances.IsOk) _history.See(balances.Value.Balances.Select(b => b.Symbol));
        return balances;
    }

    private async Task<Error?> ReportAsync(BalancePage page, bool complete, CancellationToken cancellationToken) =>
        await parts.Balances.CommitAsync(job, page, complete, cancellationToken) ? null : new SyncErrors.LeaseLost();

    private async Task GoLiveAsync(CancellationToken cancellationToken)
    {
        progress.LastSync = parts.Clock.GetUtcNow();
        await use.GoesOnAsync(cancellationToken);
        await parts.Expiry.WarnAsync(job, cancellationToken);
        if (job.TakeProblemsMoved()) progress.Note(await parts.Accounts.OpenProblemsAsync(job.Tenant, job.Account.Id, cancellationToken));
        progress.Advice = _history.Refusal is { } refusal ? SyncCondition.Of(refusal, job.Account.Venue, everConnected: true, progress.LastSync.Value).Advice : null;
        Show(_history.Refusal is VenueError { Type: VenueErrorType.PermissionDenied } ? "missing-permission" : progress.StreamAlive ? "live" : "polling");
        await parts.Accounts.SetStateAsync(job.Account, progress.State, progress.Advice, connected: true, progress.LastSync, cancellationToken);
    }

    private async Task<Error> LiveAsync(PrivateListener listener, CancellationToken cancellationToken)
    {
        var pacer = new PollPacer(parts.Clock, parts.Options.Value, announcements);
        while (true)
        {
            var poll = await pacer.NextAsync(listener.Hints, progress.StreamAlive, cancellationToken);
            _history.See(poll.Symbols);
            var error = poll.All ? await SettleAsync(cancellationToken) : await FollowAsync(poll, cancellationToken);
            if (error is not null) return error;
            if (poll.All) await GoLiveAsync(cancellationToken);
            foreach (var lost in announcements.TakeLost()) await LoseAsync(lost, cancellationToken);
        }
    }

    /// <summary>Polls what the stream pointed at; balances too, unless it is but one more look for what is not there yet.</summary>
    private async Task<Error?> FollowAsync(Poll poll, CancellationToken cancellationToken)
    {
        var read = await _history.ReadAsync(poll.Streams, cancellationToken);
        if (!read.IsOk) return read.Error;
        if (read.Value == 0 && !poll.Heard) return null;
        var balances = await AskBalancesAsync(cancellationToken);
        if (!balances.IsOk) return balances.Error;
        if (await ReportAsync(balances.Value, complete: false, cancellationToken) is { } error) return error;
        return await TellDerivativesAsync(cancellationToken);
    }

    private async Task LoseAsync(Announced lost, CancellationToken cancellationToken)
    {
        Log.FillMissing(parts.Log, job.Account.Id, job.Account.Venue, lost.NativeId, lost.Asked);
        await parts.Missing.RaiseAsync(job, lost, cancellationToken);
        progress.Note(await parts.Accounts.OpenProblemsAsync(job.Tenant, job.Account.Id, cancellationToken));
        parts.Board.Report(job.Tenant, progress.ToValue());
    }

    private void Show(string state)
    {
        progress.State = state;
        parts.Board.Report(job.Tenant, progress.ToValue());
    }
}
