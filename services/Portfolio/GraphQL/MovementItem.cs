using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Movements;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Why a portfolio's value changed over an interval. Start and all reasons add up to the end, to the last digit. Amounts are in its currency.</summary>
/// <param name="From">Start of the interval.</param>
/// <param name="To">Its end.</param>
/// <param name="Total">All assets together.</param>
/// <param name="Moved">Each asset, those that moved the value most first.</param>
/// <param name="WithoutPrice">Assets nobody knows a price of at one of the ends.</param>
[GraphQLName("Movement")]
internal sealed record MovementItem(
    DateTimeOffset From, DateTimeOffset To, MovementPartsItem Total, [property: GraphQLIgnore] IReadOnlyList<AssetMovementItem> Moved, [property: GraphQLIgnore] IReadOnlyList<UnpricedAssetItem> WithoutPrice)
{
    /// <summary>Each asset, those that moved the value most first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<AssetMovementItem> GetAssets(PagingArguments paging) => OrderedPage.BySize(Moved, paging, a => a.Moved, a => a.AssetId);

    /// <summary>Assets nobody knows a price of at one of the ends: not in it.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<UnpricedAssetItem> GetUnpriced(PagingArguments paging) => OrderedPage.ByKey(WithoutPrice, paging, a => a.AssetId);

    public static MovementItem Of(DateTimeOffset from, DateTimeOffset to, Movement movement)
    {
        var assets = movement.Assets.Where(a => a.Value != AssetMovement.Zero).Select(a => new AssetMovementItem(a.Key.Value, MovementPartsItem.Of(a.Value)));
        return new(from, to, MovementPartsItem.Of(movement.Assets.Values.Aggregate(AssetMovement.Zero, (sum, one) => sum + one)),
            [.. assets.OrderByDescending(a => a.Moved).ThenBy(a => a.AssetId, StringComparer.Ordinal)], [.. movement.Unpriced.Select(a => new UnpricedAssetItem(a.Value)).OrderBy(a => a.AssetId, StringComparer.Ordinal)]);
    }
}

/// <summary>Why the value of one asset changed.</summary>
/// <param name="AssetId">Which.</param>
/// <param name="Parts">The reasons.</param>
[GraphQLName("AssetMovement")]
internal sealed record AssetMovementItem([property: ID] string AssetId, MovementPartsItem Parts)
{
    /// <summary>How far the value moved, up or down: what the list is ordered by.</summary>
    [GraphQLIgnore]
    public Quantity Moved => (Parts.End - Parts.Start).Abs();
}

/// <summary>An asset nobody knows a price of.</summary>
/// <param name="AssetId">Which.</param>
[GraphQLName("UnpricedAsset")]
internal sealed record UnpricedAssetItem([property: ID] string AssetId);

/// <summary>The reasons of a change of value: start + price + fx + flows + trading + income + fees + corrections + newlyFound = end.</summary>
/// <param name="Start">Value at the start, as it was known then.</param>
/// <param name="End">Value at the end.</param>
/// <param name="Price">What moving prices made of what was held.</param>
/// <param name="Fx">What exchange rates of state currencies made of it.</param>
/// <param name="Flows">What came from outside less what left.</param>
/// <param name="Trading">What trades gave less what they took, at the prices of their times.</param>
/// <param name="Income">Rewards, interest and the like.</param>
/// <param name="Fees">Fees; below zero.</param>
/// <param name="Corrections">Adjustments, and what was corrected after the start was looked at.</param>
/// <param name="NewlyFound">Transactions from before the start that were found after it was looked at.</param>
[GraphQLName("MovementParts")]
internal sealed record MovementPartsItem(
    Quantity Start, Quantity End, Quantity Price, Quantity Fx, Quantity Flows, Quantity Trading, Quantity Income, Quantity Fees, Quantity Corrections, Quantity NewlyFound)
{
    public static MovementPartsItem Of(AssetMovement m) => new(m.Start, m.End, m.Price, m.Fx, m.Flows, m.Trading, m.Income, m.Fees, m.Corrections, m.Found);
}
