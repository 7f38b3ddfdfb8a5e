using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>
/// Where a topic's values come from. A change is a JSON object or array of objects with members <c>key</c>, <c>epoch</c>, <c>version</c> and any payload; the hash holds the same objects by key.
/// What belongs to a tenant carries the tenant in each of its names, and is served to nobody else.
/// </summary>
public sealed record FeedSource
{
    private FeedSource(TenantId? owner, string topic, string? watchKey) => (Owner, Topic, WatchKey) = (owner, topic, watchKey);

    /// <summary>Whose values they are; null for what everybody may see.</summary>
    public TenantId? Owner { get; }

    /// <summary>Hash in the hot store (field = key, value = UTF-8 JSON of the last change), and topic on the live channel.</summary>
    public string Topic { get; }

    /// <summary>Key to keep alive while somebody watches, or null.</summary>
    public string? WatchKey { get; }

    /// <summary>Values of a tenant.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="topic">See <see cref="Topic"/>.</param>
    /// <param name="watchKey">Key to keep alive while somebody watches, or null.</param>
    /// <exception cref="ArgumentException">A name does not carry the tenant.</exception>
    public static FeedSource Of(TenantId owner, string topic, string? watchKey = null)
    {
        if (!Carries(topic, owner) || (watchKey is not null && !Carries(watchKey, owner))) throw new ArgumentException($"The names of a tenant's values carry the tenant: {topic} {watchKey}", nameof(topic));
        return new FeedSource(owner, topic, watchKey);
    }

    /// <summary>Values that are nobody's own, such as prices.</summary>
    public static FeedSource Public(string topic, string? watchKey = null) => new(null, topic, watchKey);

    /// <summary>Whether a tenant may see them.</summary>
    public bool IsFor(TenantId tenant) => Owner is null || Owner == tenant;

    private static bool Carries(string name, TenantId tenant) => name.Split(':').Contains(tenant.ToString(), StringComparer.Ordinal);
}
