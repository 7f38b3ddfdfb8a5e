using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Leases;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Runs one <see cref="AccountSync"/> for each active account whose key this process holds the lease of; follows changes within a second.</summary>
internal sealed class SyncSupervisor(SyncParts parts, SyncSchedule schedule, KeyLeases leases, ConnectorList connectors, AccountSignal signal, ILogger<SyncSupervisor> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    private readonly Dictionary<(TenantId Tenant, AccountId Account), Run> _runs = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await signal.WaitAsync(LookEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process.
        }
        finally
        {
            await StopAllAsync();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wanted = await schedule.ReadAsync(cancellationToken);
            await StopUnwantedAsync(wanted, cancellationToken);
            await StartMissingAsync(wanted, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.SupervisorFailed(log, problem);
        }
    }

    private async Task StopUnwantedAsync(IReadOnlyList<ScheduledAccount> wanted, CancellationToken cancellationToken)
    {
        var held = await leases.RenewAsync([.. _runs.Values.Select(r => r.Scheduled.KeyFingerprint).Distinct(StringComparer.Ordinal)], cancellationToken);
        var current = wanted.ToHashSet();
        var unwanted = _runs.Where(r => !current.Contains(r.Value.Scheduled) || !held.Contains(r.Value.Scheduled.KeyFingerprint) || r.Value.Task.IsCompleted).ToList();
        await Task.WhenAll(unwanted.Select(u => StopAsync(u.Value)));
        foreach (var (key, run) in unwanted)
        {
            _runs.Remove(key);
            if (!current.Contains(run.Scheduled)) await schedule.ShowStoppedAsync(key.Tenant, key.Account, cancellationToken);
        }
    }

    private async Task StartMissingAsync(IReadOnlyList<ScheduledAccount> wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.Where(w => !_runs.ContainsKey((w.Tenant, w.Account)) && connectors.Find(w.Venue) is not null).ToList();
        if (missing.Count == 0) return;
        var taken = await leases.AcquireAsync([.. missing.Select(m => m.KeyFingerprint).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var account in missing)
        {
            if (!taken.TryGetValue(account.KeyFingerprint, out var epoch)) continue;
            if (await schedule.FindAsync(account.Tenant, account.Account, cancellationToken) is { Removed: false, Paused: false, Disabled: false } row) Start(account, row, connectors.Find(account.Venue)!, epoch);
        }
    }

    private void Start(ScheduledAccount scheduled, ConnectedAccount account, IVenueConnector connector, long epoch)
    {
        var stop = new CancellationTokenSource();
        var sync = new AccountSync(new SyncJob(account, connector, epoch), parts);
        _runs[(scheduled.Tenant, scheduled.Account)] = new Run(scheduled, Task.Run(() => GuardAsync(sync, account, stop.Token), CancellationToken.None), stop);
        Log.SyncStarted(log, account.Id, account.Venue);
    }

    private async Task GuardAsync(AccountSync sync, ConnectedAccount account, CancellationToken cancellationToken)
    {
        try
        {
            await sync.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped on purpose.
        }
        catch (Exception bug)
        {
            Log.SyncCrashed(log, bug, account.Id, account.Venue);
        }
    }

    private async Task StopAllAsync()
    {
        var keys = _runs.Values.Select(r => r.Scheduled.KeyFingerprint).ToList();
        await Task.WhenAll(_runs.Values.Select(StopAsync));
        _runs.Clear();
        try
        {
            using var limit = new CancellationTokenSource(StopWithin);
            await leases.ReleaseAsync(keys, limit.Token);
        }
        catch (Exception problem)
        {
            Log.SupervisorFailed(log, problem);
        }
    }

    private static async Task StopAsync(Run run)
    {
        await run.Stop.CancelAsync();
        await Task.WhenAny(run.Task, Task.Delay(StopWithin, CancellationToken.None));
        run.Stop.Dispose();
    }

    private sealed record Run(ScheduledAccount Scheduled, Task Task, CancellationTokenSource Stop);
}
