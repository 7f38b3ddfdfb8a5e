using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Assets by id, many at once.</summary>
internal sealed class AssetLoader(IBatchScheduler scheduler, KnownAssets known) : BatchDataLoader<string, AssetItem>(scheduler)
{
    protected override Task<IReadOnlyDictionary<string, AssetItem>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => known.ReadAsync(OfRequest<RequestReads>(), cancellationToken);
}

/// <summary>Adds the asset to a price.</summary>
[ExtendObjectType(typeof(PriceItem))]
internal static class AssetOfPrice
{
    /// <summary>The asset; null if the registry does not know it any more.</summary>
    public static Task<AssetItem?> GetAssetAsync([Parent] IOfAsset parent, AssetLoader assets, CancellationToken cancellationToken) => assets.LoadAsync(parent.AssetId, cancellationToken);
}

/// <summary>Adds the asset to a holding.</summary>
[ExtendObjectType("Holding")]
internal static class AssetOfHolding
{
    /// <summary>The asset; null if the registry does not know it any more.</summary>
    public static Task<AssetItem?> GetAssetAsync([Parent] IOfAsset parent, AssetLoader assets, CancellationToken cancellationToken) => assets.LoadAsync(parent.AssetId, cancellationToken);
}
