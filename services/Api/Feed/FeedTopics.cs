using System.Security.Claims;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Api.Feed;

/// <summary>The topics that the modules of this process offer.</summary>
internal sealed class FeedTopics(IEnumerable<IFeedTopic> topics, ILogger<FeedTopics> log)
{
    private readonly Dictionary<string, IFeedTopic> byName = topics.ToDictionary(topic => topic.Name, StringComparer.Ordinal);

    internal string Names => string.Join(", ", byName.Keys.Order(StringComparer.Ordinal));

    internal bool Has(string name) => byName.ContainsKey(name);

    /// <summary>What the module says, once more held against who asks: values of another tenant are not there, whatever a module answers.</summary>
    internal async ValueTask<FeedSource?> ResolveAsync(ClaimsPrincipal viewer, FeedName name, CancellationToken cancellationToken)
    {
        var source = await byName[name.Topic].ResolveAsync(viewer, name.Argument, cancellationToken);
        if (source is null || source.IsFor(viewer.Tenant())) return source;
        log.TopicAstray(name.Topic);
        return null;
    }
}
