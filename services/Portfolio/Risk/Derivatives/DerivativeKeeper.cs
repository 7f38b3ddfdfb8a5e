using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>The loop of derivatives: wakes with each mark and each report.</summary>
internal sealed class DerivativeKeeper(IDatabase database, ILiveChannel channel, DerivativeMailbox mailbox, DerivativeEngine engine, TimeProvider time, ILogger<DerivativeKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Regularly = TimeSpan.FromMinutes(1);
    private readonly Dictionary<TenantId, DateTimeOffset> again = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var marks = await channel.SubscribeAsync(LiveTopics.Marks, mailbox.AddMark, stoppingToken);
        await using var told = await channel.SubscribeAsync(RecordDerivatives.Topic, mailbox.AddTold, stoppingToken);
        await engine.BeginAsync(stoppingToken);
        foreach (var tenant in await database.ListTenantsAsync(stoppingToken)) mailbox.AddTold(tenant);
        while (!stoppingToken.IsCancellationRequested)
        {
            await mailbox.WaitAsync(again.Values.Any(at => at < time.GetUtcNow() + Idle) ? Soon : Idle, stoppingToken);
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.DerivativesFailed(error);
                await Task.Delay(Idle, time, stoppingToken);
            }
        }
    }

    /// <summary>A hint comes before its commit, so whoever was told of is looked at once more a moment later; whoever holds anything once a minute, in case a hint was lost.</summary>
    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        var (now, hinted) = (time.GetUtcNow(), mailbox.TakeTold());
        var due = again.Where(a => a.Value <= now).Select(a => a.Key).Concat(hinted).ToHashSet();
        foreach (var tenant in due) again.Remove(tenant);
        foreach (var tenant in hinted) again[tenant] = now + Soon;
        var late = await engine.TurnAsync([.. due], mailbox.TakeMarks(), now, cancellationToken);
        foreach (var tenant in engine.Active) again.TryAdd(tenant, now + Regularly);
        foreach (var tenant in late) again[tenant] = now + Idle;
    }
}
