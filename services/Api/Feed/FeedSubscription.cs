namespace PortfolioPlatform.Api.Feed;

/// <summary>One topic a session watches, and how far it is.</summary>
internal sealed class FeedSubscription(long id, FeedName name, FeedHub hub, FeedPosition position)
{
    private FeedPosition position = position;

    internal long Id => id;

    internal FeedName Name => name;

    internal FeedHub Hub => hub;

    /// <summary>The next frame, or null when up to date. Called by the session's pump only.</summary>
    internal byte[]? Next() => hub.Next(ref position);
}
