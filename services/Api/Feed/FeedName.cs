namespace PortfolioPlatform.Api.Feed;

/// <summary>What a client subscribes to: a topic and its argument.</summary>
internal sealed record FeedName(string Topic, string? Argument);
