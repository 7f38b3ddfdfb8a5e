using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Knows which portfolios somebody looks at; whoever begins to look gets everything once.</summary>
internal sealed class Watchers(IHotStore store)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private DateTimeOffset next;

    public async Task LookAsync(IReadOnlyCollection<TenantPositions> tenants, Func<PortfolioView, AssetResolver, Task> greet, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < next) return;
        next = now + Interval;
        foreach (var tenant in tenants)
            foreach (var view in tenant.Views)
            {
                var watched = await store.IsAliveAsync(LiveTopics.Watch(view.Tenant, view.Node.Id), cancellationToken);
                if (watched && !view.Watched) await greet(view, tenant.Book.Resolver);
                view.Watched = watched;
            }
    }
}
