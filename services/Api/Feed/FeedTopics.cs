using System.Security.Claims;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Feed;

/// <summary>The topics that the modules of this process offer.</summary>
internal sealed class FeedTopics(IEnumerable<IFeedTopic> topics)
{
    private readonly Dictionary<string, IFeedTopic> byName = topics.ToDictionary(topic => topic.Name, StringComparer.Ordinal);

    internal string Names => string.Join(", ", byName.Keys.Order(StringComparer.Ordinal));

    internal bool Has(string name) => byName.ContainsKey(name);

    internal ValueTask<FeedSource?> ResolveAsync(ClaimsPrincipal viewer, FeedName name, CancellationToken cancellationToken) =>
        byName[name.Topic].ResolveAsync(viewer, name.Argument, cancellationToken);
}
