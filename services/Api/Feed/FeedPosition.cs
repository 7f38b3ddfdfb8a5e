namespace PortfolioPlatform.Api.Feed;

/// <summary>How far a reader is: all there is to know about it.</summary>
/// <param name="Epoch">The count of versions it has; null before the first snapshot.</param>
/// <param name="Version">The version it has.</param>
internal readonly record struct FeedPosition(string? Epoch, long Version);
