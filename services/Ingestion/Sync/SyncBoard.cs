using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Tells hot store and live channel how accounts stand: the latest value of each, a few times a second at most.</summary>
internal sealed class SyncBoard(IDatabase database, IHotStore hot, ILiveChannel live, TimeProvider clock, ILogger<SyncBoard> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(TenantId Tenant, AccountId Account), AccountSyncValue> _waiting = new();
    private long _version;

    /// <summary>Takes an account's value; an older one that was not told yet is forgotten.</summary>
    public void Report(TenantId tenant, AccountSyncValue value) => _waiting[(tenant, value.Account)] = value;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var epoch = await EpochAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellAsync(epoch, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.BoardFailed(log, problem);
            }
        }
    }

    private async Task TellAsync(long epoch, CancellationToken cancellationToken)
    {
        foreach (var key in _waiting.Keys)
        {
            if (!_waiting.TryRemove(key, out var value)) continue;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(value with { Epoch = epoch, Version = ++_version }, LiveJson.Default.AccountSyncValue);
            var topic = LiveTopics.Accounts(key.Tenant);
            await hot.SetAsync(topic, [new(value.Key, bytes)], cancellationToken);
            await live.PublishAsync(topic, bytes, cancellationToken);
        }
    }

    private async Task<long> EpochAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var epoch = await transaction.QueryAsync("select nextval('ingestion.epoch')", [], r => r.GetInt64(0), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return epoch[0];
    }
}
