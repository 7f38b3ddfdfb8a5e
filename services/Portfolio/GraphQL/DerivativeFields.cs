using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Derivatives of a portfolio.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class DerivativeFields
{
    /// <summary>Its open positions in derivatives, the margins behind them, and what they add up to by underlying; they follow each mark of the venue.</summary>
    [Cost(5), ListSize(AssumedSize = 20)]
    public static async Task<DerivativesItem> GetDerivativesAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LiveDerivativesLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken) ?? DerivativesItem.None) with { PortfolioId = portfolio.Id };
}

/// <summary>Published derivatives, one look for all fields of a request.</summary>
internal sealed class LiveDerivativesLoader(PortfolioPlatform.GraphQL.DataLoading.IBatchScheduler scheduler, IHotStore store)
    : PortfolioPlatform.GraphQL.DataLoading.BatchDataLoader<(TenantId Tenant, Guid Portfolio), DerivativesItem>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio), DerivativesItem>> LoadBatchAsync(IReadOnlyList<(TenantId Tenant, Guid Portfolio)> keys, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(keys.Select(async k => (k, DerivativesItem.Of(await store.GetAllAsync(DerivativeFeed.TopicOf(k.Tenant, new(k.Portfolio)), cancellationToken)))));
        return read.ToDictionary(r => r.k, r => r.Item2);
    }
}
