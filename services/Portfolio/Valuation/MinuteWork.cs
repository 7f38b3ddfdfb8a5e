using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Once a minute: values of all portfolios are stored, missing prices asked for again, and everything is published for whoever comes next.</summary>
internal sealed class MinuteWork(IDatabase database, PriceBoard board, PortfolioFeed feed, TimeProvider time)
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

    private async Task RepriceAsync(LivePositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        repriced = now;
        foreach (var tenant in positions.Tenants.Where(t => t.Book.Unpriced.Count > 0 && t.PriceAgainAt <= now))
        {
            var before = tenant.Book.Unpriced.Count;
            await positions.RefreshAsync(tenant, now, cancellationToken);
            // What stays without a price is asked for less and less often.
            tenant.PriceAgainAt = now + (tenant.Book.Unpriced.Count < before ? Retry : Retry * 12);
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
        await positions.RefreshAsync(tenant, time.GetUtcNow(), cancellationToken);
        foreach (var view in tenant.Views) await feed.PublishHistoryAsync(view, cancellationToken);
    }
}
