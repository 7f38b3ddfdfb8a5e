using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Limits;

/// <summary>Where rate budgets are kept: with all replicas where there is a store they share, else in this process.</summary>
internal sealed class RateBudgets(ISharedScripts? shared)
{
    /// <summary>The budgets of venues whose limits run on a clock.</summary>
    public IRateBudget On(TimeProvider clock) => shared is null ? new InProcessRateBudget(clock) : new SharedRateBudget(shared, clock);
}
