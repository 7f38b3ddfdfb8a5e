using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Knows which portfolios somebody looks at; whoever begins to look gets everything once.</summary>
internal sealed class Watchers(IHotStore store)
{
    /// <summary>How often to look.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task LookAsync(IEnumerable<PortfolioView> views, Func<PortfolioView, Task> greet, CancellationToken cancellationToken)
    {
        foreach (var view in views)
        {
            var watched = await store.IsAliveAsync(LiveTopics.Watch(view.Tenant, view.Node.Id), cancellationToken);
            if (watched && !view.Watched) await greet(view);
            view.Watched = watched;
        }
    }
}
