using System.Runtime.CompilerServices;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Prices as they change.</summary>
[Authorize(Permission.ReadPart)]
internal sealed class MarketSubscriptions(LiveReader live)
{
    /// <summary>All prices asked for, then those that changed; at most ten times a second, the newest of each asset.</summary>
    /// <param name="assets">Only of these; of all if left out.</param>
    /// <param name="changed">The prices.</param>
    [Subscribe(With = nameof(ReadAsync)), ListSize(AssumedSize = 100)]
    public static IReadOnlyList<PriceItem> OnPrices([ID] IReadOnlyList<string>? assets, [EventMessage] IReadOnlyList<PriceItem> changed) => changed;

    public async IAsyncEnumerable<IReadOnlyList<PriceItem>> ReadAsync([ID] IReadOnlyList<string>? assets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = assets?.ToHashSet(StringComparer.Ordinal);
        await foreach (var changes in live.ReadAsync(FeedSource.Public(LiveTopics.Prices), cancellationToken))
        {
            PriceItem[] prices = [.. changes.Select(PriceItem.Read).OfType<PriceItem>().Where(p => wanted?.Contains(p.AssetId) ?? true)];
            if (prices.Length > 0) yield return prices;
        }
    }
}
