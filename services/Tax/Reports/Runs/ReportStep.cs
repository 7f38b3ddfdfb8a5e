using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>How far a running report is: told, and kept with the lease. When the report is not this runner's any more (cancelled, or taken), its work is stopped.</summary>
internal sealed class ReportStep(IDatabase database, ReportFeed feed, ReportRun run, Guid lease, CancellationTokenSource work)
{
    private volatile string _stage = run.Stage;
    private volatile int _progress = run.Progress;

    /// <summary>Moves on.</summary>
    public async Task ToAsync(string stage, int progress)
    {
        (_stage, _progress) = (stage, progress);
        await HoldAsync();
        work.Token.ThrowIfCancellationRequested();
        await feed.TellAsync(run.Tenant, run.Id, "running", stage, progress, null, work.Token);
    }

    /// <summary>Holds the report on. A database that cannot be asked ends nothing: the lease does.</summary>
    public async Task HoldAsync()
    {
        try
        {
            await using var transaction = await database.BeginAsync(run.Tenant, work.Token);
            if (!await ReportSql.ProgressAsync(transaction, run.Id, lease, _stage, _progress, ReportRunner.Lease, work.Token)) await work.CancelAsync();
            await transaction.CommitAsync(work.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or Npgsql.NpgsqlException)
        {
            // The work was stopped, or the database is away: the next beat asks again, and without one the lease runs out.
        }
    }
}
