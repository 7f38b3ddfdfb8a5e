using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Once a minute: values of all portfolios are stored, missing prices asked for again, and everything is published for whoever comes next.</summary>
internal sealed class MinuteWork(IDatabase database, PriceBoard board, PortfolioFeed feed, KeeperMailbox mailbox, TimeProvider time)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private DateTimeOffset minute;
    private DateTimeOffset repriced;

    public async Task RunWhenDueAsync(LivePositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now >= repriced + Retry) await RepriceAsync(positions, now, cancellationToken);
        var current = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (current <= minute) return;
        minute = current;
        foreach (var tenant in positions.Tenants) await StoreAsync(positions, tenant, cancellationToken);
    }

    /// <summary>Entries without a price ask again when MarketData said it has new ones, and once a minute in any case.</summary>
    private async Task RepriceAsync(LivePositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        repriced = now;
        var news = mailbox.TakePriced();
        foreach (var tenant in positions.Tenants.Where(t => t.Book.Unpriced.Count > 0))
        {
            var all = tenant.PriceAgainAt <= now;
            if (all) tenant.PriceAgainAt = now + TimeSpan.FromMinutes(1);
            if (all || news.Count > 0) await positions.RepriceAsync(tenant, all ? null : news, now, cancellationToken);
        }
    }

    private async Task StoreAsync(LivePositions positions, TenantPositions tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant.Book.Tenant, cancellationToken);
        foreach (var view in tenant.Views)
        {
            if (view.History.IsEmpty) view.History = await HistorySql.ReadAsync(transaction, view.Node.Id, minute.AddDays(-1), cancellationToken);
            var value = feed.TotalOf(view, new PortfolioValues(view, board, tenant.Book.Resolver, time.GetUtcNow()));
            await HistorySql.WriteAsync(transaction, view, minute, value, cancellationToken);
            view.History = [.. view.History.Where(p => p.At > minute.AddDays(-1) && p.At < minute), new HistoryPoint(minute, value)];
        }

        await transaction.CommitAsync(cancellationToken);
        await positions.ShowAsync(tenant, time.GetUtcNow(), cancellationToken);
        foreach (var view in tenant.Views) await feed.PublishHistoryAsync(view, cancellationToken);
    }
}
