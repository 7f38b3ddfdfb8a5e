using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Feed topic <c>accounts</c>: how each account of the tenant stands.</summary>
internal sealed class AccountFeedTopic : IFeedTopic
{
    /// <inheritdoc/>
    public string Name => "accounts";

    /// <inheritdoc/>
    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(FeedSource.Of(tenant, LiveTopics.Accounts(tenant)));
}
