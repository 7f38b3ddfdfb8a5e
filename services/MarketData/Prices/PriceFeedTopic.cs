using System.Security.Claims;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>Feed topic <c>prices</c>: every asset's consolidated price; the same for all tenants.</summary>
internal sealed class PriceFeedTopic : IFeedTopic
{
    /// <inheritdoc/>
    public string Name => "prices";

    /// <inheritdoc/>
    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(FeedSource.Public(LiveTopics.Prices));

    /// <inheritdoc/>
    public ValueTask<FeedSource?> ResolveAsync(ClaimsPrincipal viewer, string? argument, CancellationToken cancellationToken) =>
        viewer.CanSomewhere(Permission.Read) ? ResolveAsync(viewer.Tenant(), argument, cancellationToken) : ValueTask.FromResult<FeedSource?>(null);
}
