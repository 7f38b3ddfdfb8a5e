using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Once a minute: values and positions of all portfolios are stored, and everything that was told is put again where the feed finds it.</summary>
internal sealed class MinuteWork(IDatabase database, PortfolioFeed feed, KeeperMailbox mailbox, TimeProvider time, ILogger<MinuteWork> log)
{
    private const int PointsOfADay = (24 * 12) + 1;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(3);
    /// <summary>The hint comes a moment before the news are committed.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(7);
    private DateTimeOffset minute;
    private DateTimeOffset newsUntil;
    private DateTimeOffset revised;

    public async Task RunWhenDueAsync(LivePositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now >= revised + Often) await ReviseAsync(positions, now, cancellationToken);
        var current = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (current <= minute) return;
        minute = current;
        foreach (var tenant in positions.Tenants) await TryStoreAsync(positions, tenant, cancellationToken);
        await positions.SaveAsync(now, cancellationToken);
    }

    /// <summary>Books follow the reference prices while somebody says there are new ones, and once a minute in any case: many news are one revision.</summary>
    private async Task ReviseAsync(LivePositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        revised = now;
        if (mailbox.TakePriced()) newsUntil = now + Linger;
        foreach (var tenant in positions.Tenants.Where(t => newsUntil > now || t.ReviseAt <= now))
        {
            tenant.ReviseAt = now + TimeSpan.FromMinutes(1);
            await positions.ReviseAsync(tenant, now, cancellationToken);
        }
    }

    private async Task TryStoreAsync(LivePositions positions, TenantPositions tenant, CancellationToken cancellationToken)
    {
        try
        {
            await StoreAsync(positions, tenant, cancellationToken);
        }
        catch (NpgsqlException error) when (database.IsAway(tenant.Book.Tenant, error))
        {
            log.TenantAway(tenant.Book.Tenant);
        }
    }

    private async Task StoreAsync(LivePositions positions, TenantPositions tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant.Book.Tenant, cancellationToken);
        foreach (var view in tenant.Views)
        {
            if (view.History.IsEmpty) view.History = await HistorySql.ReadAsync(transaction, view.Node.Id, minute.AddDays(-1), PointsOfADay, cancellationToken);
            if (await positions.TotalAsync(view, time.GetUtcNow(), cancellationToken) is not { } value) continue;
            await HistorySql.WriteAsync(transaction, view, minute, value, cancellationToken);
            view.History = [.. view.History.Where(p => p.At > minute.AddDays(-1) && p.At < minute), new HistoryPoint(minute, value)];
        }

        await transaction.CommitAsync(cancellationToken);
        await positions.ShowAsync(tenant, time.GetUtcNow(), cancellationToken);
        foreach (var view in tenant.Views)
        {
            await positions.KeepToldAsync(view, cancellationToken);
            await feed.PublishHistoryAsync(view, cancellationToken);
        }
    }
}
