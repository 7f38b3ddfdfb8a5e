namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// The current values of one topic, versioned: every send raises the version, and each key knows which version carried it last.
/// So a reader is one number, however slow it is, and what it missed is always one pass over the keys. Not thread-safe.
/// </summary>
internal sealed class FeedTable(FeedName name, ConflationWindow window)
{
    private const int MaxTombstones = 1000;
    private readonly Dictionary<string, FeedKey> keys = new(StringComparer.Ordinal);
    private readonly List<FeedKey> waiting = [];
    private readonly Dictionary<long, byte[]> deltas = [];
    private byte[]? snapshot;
    private int tombstones;

    /// <summary>Names this count of versions; a reader with another one needs a snapshot.</summary>
    internal string Epoch { get; private set; } = NewEpoch();

    /// <summary>Rises by one with each send.</summary>
    internal long Version { get; private set; } = 1;

    /// <summary>When the next waiting key is due, or null.</summary>
    internal long? NextDue { get; private set; }

    internal int Count => keys.Count - tombstones;

    /// <summary>Takes a change; an older one than what is held is ignored. Returns whether it was taken.</summary>
    internal bool Apply(FeedChange change, long now)
    {
        if (!keys.TryGetValue(change.Key, out var key))
        {
            if (change.Removed) return false;
            keys.Add(change.Key, key = new FeedKey(change));
        }
        else if (!key.IsOlderThan(change)) return false;
        Replace(key, change, now);
        return true;
    }

    /// <summary>Takes what the hot store holds; a key that is missing there twice in a row is gone.</summary>
    internal void Reconcile(IReadOnlyCollection<FeedChange> stored, long now)
    {
        foreach (var change in stored) Apply(change, now);
        var present = stored.Select(change => change.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys.Values.Where(key => !key.Latest.Removed).ToList())
        {
            key.Missed = present.Contains(key.Latest.Key) ? 0 : key.Missed + 1;
            if (key.Missed >= 2) Replace(key, FeedFrames.Removal(key.Latest), now);
        }
    }

    /// <summary>Takes all that is held as known: the first snapshot tells it, so no delta needs to.</summary>
    internal void Settle()
    {
        foreach (var key in waiting) (key.Waiting, key.LastDue) = (false, null);
        waiting.Clear();
        NextDue = null;
    }

    /// <summary>Makes everything that is due one new version. Returns whether there was anything.</summary>
    internal bool Send(long now)
    {
        if (NextDue is not { } due || due > now) return false;
        Version++;
        deltas.Clear();
        snapshot = null;
        NextDue = null;
        foreach (var key in waiting)
        {
            if (key.LastDue > now)
            {
                NextDue = Math.Min(NextDue ?? long.MaxValue, key.LastDue.Value);
                continue;
            }

            key.Waiting = false;
            key.SentIn = Version;
        }

        waiting.RemoveAll(key => !key.Waiting);
        if (tombstones > MaxTombstones) StartAnew();
        return true;
    }

    /// <summary>The whole topic as one frame, made once per version.</summary>
    internal byte[] Snapshot() =>
        snapshot ??= FeedFrames.Snapshot(name, Epoch, Version, keys.Values.Where(key => !key.Latest.Removed).Select(key => key.Latest));

    /// <summary>What changed after a version as one frame, made once for all readers that stand there.</summary>
    internal byte[] Delta(long from)
    {
        if (!deltas.TryGetValue(from, out var frame))
            deltas.Add(from, frame = FeedFrames.Delta(name, Epoch, from, Version, keys.Values.Where(key => key.SentIn > from).Select(key => key.Latest)));
        return frame;
    }

    private void Replace(FeedKey key, FeedChange change, long now)
    {
        tombstones += (change.Removed ? 1 : 0) - (key.Latest.Removed ? 1 : 0);
        key.Latest = change;
        snapshot = null;
        Schedule(key, now);
    }

    private void Schedule(FeedKey key, long now)
    {
        if (key.Waiting) return;
        key.Waiting = true;
        key.LastDue = window.Due(now, key.LastDue);
        waiting.Add(key);
        NextDue = Math.Min(NextDue ?? long.MaxValue, key.LastDue.Value);
    }

    private void StartAnew()
    {
        foreach (var gone in keys.Values.Where(key => key.Latest.Removed && !key.Waiting).ToList()) keys.Remove(gone.Latest.Key);
        tombstones = keys.Values.Count(key => key.Latest.Removed);
        Epoch = NewEpoch();
    }

    private static string NewEpoch() => Guid.CreateVersion7().ToString("N");
}
