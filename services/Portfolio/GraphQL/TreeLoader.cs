using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>The tree of a tenant, read once a request.</summary>
internal sealed class TreeLoader(IBatchScheduler scheduler, KnownTrees known) : BatchDataLoader<TenantId, PortfolioTree>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<TenantId, PortfolioTree>> LoadBatchAsync(IReadOnlyList<TenantId> keys, CancellationToken cancellationToken)
    {
        var trees = new Dictionary<TenantId, PortfolioTree>();
        foreach (var tenant in keys) trees[tenant] = await known.ReadAsync(OfRequest<RequestReads>(), tenant, cancellationToken);
        return trees;
    }
}
