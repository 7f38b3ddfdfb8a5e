using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>Feed topic <c>prices</c>: every asset's consolidated price; the same for all tenants.</summary>
internal sealed class PriceFeedTopic : IFeedTopic
{
    /// <inheritdoc/>
    public string Name => "prices";

    /// <inheritdoc/>
    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(new FeedSource(LiveTopics.Prices, LiveTopics.Prices, null));
}
