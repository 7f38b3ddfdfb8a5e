using System.Text.Json;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What changed in a portfolio; the first one holds everything there is.</summary>
/// <param name="PortfolioId">Which portfolio.</param>
/// <param name="Valuation">The new totals; null if they did not change.</param>
/// <param name="Holdings">Holdings that are new or changed.</param>
/// <param name="RemovedAssetIds">Assets it holds no more.</param>
internal sealed record PortfolioChange([property: ID] Guid PortfolioId, ValuationItem? Valuation, IReadOnlyList<HoldingItem> Holdings, [property: ID] IReadOnlyList<string> RemovedAssetIds)
{
    private const string Position = "position:";

    public static PortfolioChange Of(Guid portfolio, IReadOnlyList<JsonElement> values)
    {
        ValuationItem? total = null;
        var (holdings, gone) = (new List<HoldingItem>(), new List<string>());
        foreach (var value in values)
        {
            var key = value.GetProperty("key").GetString()!;
            if (key == "total") total = ValuationItem.Of(value.Deserialize(FeedJson.Default.TotalValue)!);
            else if (!key.StartsWith(Position, StringComparison.Ordinal)) continue;
            else if (value.TryGetProperty("removed", out _)) gone.Add(key[Position.Length..]);
            else holdings.Add(HoldingItem.Of(value.Deserialize(FeedJson.Default.PositionValue)!));
        }

        return new PortfolioChange(portfolio, total, holdings, gone);
    }

    /// <summary>Whether there is anything a reader of holdings and totals would see.</summary>
    [GraphQLIgnore]
    public bool IsEmpty => Valuation is null && Holdings.Count == 0 && RemovedAssetIds.Count == 0;
}
