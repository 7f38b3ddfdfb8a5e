namespace PortfolioPlatform.Api.Feed;

/// <summary>The latest value of one key of a topic, and when it was and will be sent.</summary>
internal sealed class FeedKey(FeedChange change)
{
    internal FeedChange Latest { get; set; } = change;

    /// <summary>The topic version that carried this key last; 0 if none did since the topic was opened.</summary>
    internal long SentIn { get; set; }

    /// <summary>When it was last due, in microseconds.</summary>
    internal long? LastDue { get; set; }

    /// <summary>Whether a change waits for <see cref="LastDue"/>.</summary>
    internal bool Waiting { get; set; }

    /// <summary>How many refreshes in a row did not find it in the hot store.</summary>
    internal int Missed { get; set; }

    internal bool IsOlderThan(FeedChange other) =>
        other.Epoch > Latest.Epoch || (other.Epoch == Latest.Epoch && other.Version > Latest.Version);
}
