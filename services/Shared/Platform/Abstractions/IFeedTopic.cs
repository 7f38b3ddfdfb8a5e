using System.Security.Claims;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform;

/// <summary>A topic of the WebSocket feed, offered by the module that owns the data. The feed subscribes first, then takes the snapshot, then sends what is newer.</summary>
public interface IFeedTopic
{
    /// <summary>The topic's name as a client writes it: <c>portfolio</c>, <c>prices</c>, <c>accounts</c>.</summary>
    string Name { get; }

    /// <summary>The same for a viewer: by default a topic shows the whole tenant, so it is there only for who may read all of it.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="argument">The topic's argument.</param>
    /// <param name="cancellationToken">Stops.</param>
    ValueTask<FeedSource?> ResolveAsync(ClaimsPrincipal viewer, string? argument, CancellationToken cancellationToken) =>
        viewer.Can(Permission.Read) ? ResolveAsync(viewer.Tenant(), argument, cancellationToken) : ValueTask.FromResult<FeedSource?>(null);

    /// <summary>Where the current fields stand and where changes are announced, or null when this tenant has no such thing (not found, whoever else has it).</summary>
    /// <param name="tenant">Whose session it is.</param>
    /// <param name="argument">The topic's argument, such as a portfolio id, or null.</param>
    /// <param name="cancellationToken">Stops.</param>
    ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken);
}
