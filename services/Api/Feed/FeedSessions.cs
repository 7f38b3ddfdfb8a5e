using System.Collections.Concurrent;

namespace PortfolioPlatform.Api.Feed;

/// <summary>Everybody who is connected.</summary>
internal sealed class FeedSessions(FeedOptions options)
{
    private readonly ConcurrentDictionary<FeedSession, byte> sessions = new();

    internal int Count => sessions.Count;

    internal IEnumerable<FeedSession> All => sessions.Keys;

    internal bool IsFull => sessions.Count >= options.MaxSessions;

    internal void Add(FeedSession session) => sessions.TryAdd(session, 0);

    internal void Remove(FeedSession session) => sessions.TryRemove(session, out _);
}
