using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>
/// Takes reports that wait, one at a time, and holds each by a lease. A runner that dies loses its lease, and the next one goes on with the report:
/// what it is made of was kept before anything else, so it comes out the same.
/// </summary>
internal sealed class ReportRunner(IDatabase database, ReportWork work, ReportFeed feed, ReportSignal signal, TimeProvider time, ILogger<ReportRunner> log) : BackgroundService
{
    /// <summary>How long a report stays with a runner that says nothing.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const int MostAttempts = 5;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(stoppingToken) is { } taken) await RunAsync(taken.Run, taken.Lease, stoppingToken);
                else await signal.WaitAsync(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.RunnerFailed(error);
                await Task.Delay(Look, time, stoppingToken);
            }
        }
    }

    private async Task<(ReportRun Run, Guid Lease)?> TakeAsync(CancellationToken cancellationToken)
    {
        var lease = Guid.CreateVersion7();
        foreach (var place in database.Places)
            if (await TakeAsync(place, lease, cancellationToken) is { } run) return (run, lease);
        return null;
    }

    /// <summary>The next report of a database; none while it is one that a tenant has to itself and that is away.</summary>
    private async Task<ReportRun?> TakeAsync(string place, Guid lease, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await database.BeginSystemAsync(place, cancellationToken);
            var run = await ReportSql.TakeAsync(transaction, lease, Lease, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return run;
        }
        catch (NpgsqlException error) when (error.IsTransient && place != database.Places[0])
        {
            return null;
        }
    }

    private async Task RunAsync(ReportRun run, Guid lease, CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var step = new ReportStep(database, feed, run, lease, lost);
        using var beat = time.CreateTimer(_ => _ = step.HoldAsync(), null, Lease / 5, Lease / 5);
        try
        {
            var done = run.Attempts > MostAttempts ? new Kernel.Error("TAX_ATTEMPTS", $"tried {MostAttempts} times without coming to an end") : await work.RunAsync(run, step, lost.Token);
            await FinishAsync(run, lease, done.IsOk ? "done" : "failed", done.IsOk ? done.Value : null, done.IsOk ? null : done.Error.Message, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            log.ReportLeft(run.Id);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.ReportFailed(run.Id, error);
            await FinishAsync(run, lease, "failed", null, "The report could not be made; the log says why.", stopping);
        }
    }

    private async Task FinishAsync(ReportRun run, Guid lease, string state, string? fingerprint, string? error, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(run.Tenant, cancellationToken);
        if (!await ReportSql.FinishAsync(transaction, run.Id, lease, state, fingerprint, error, time.GetUtcNow(), cancellationToken)) return;
        await transaction.CommitAsync(cancellationToken);
        await feed.TellAsync(run.Tenant, run.Id, state, state, state == "done" ? 100 : run.Progress, error, cancellationToken);
        log.ReportEnded(run.Id, state);
    }
}
