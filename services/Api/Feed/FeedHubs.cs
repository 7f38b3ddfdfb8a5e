using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Feed;

/// <summary>The open topics, shared by all sessions. One nobody watches lingers for a while, so that a client can resume.</summary>
internal sealed class FeedHubs(ILiveChannel channel, IHotStore store, FanOut fanOut, TimeProvider time, FeedOptions options, ILogger<FeedHub> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(FeedName Name, FeedSource Source), Entry> entries = [];

    private sealed record Entry(Task<FeedHub> Opening)
    {
        internal int Users { get; set; }

        internal DateTimeOffset IdleSince { get; set; }
    }

    internal int Count
    {
        get
        {
            lock (gate) return entries.Count;
        }
    }

    /// <summary>Opens the topic, or joins those who have it open. Whoever got a hub gives it back with <see cref="Release"/>.</summary>
    internal async Task<FeedHub> AcquireAsync(FeedName name, FeedSource source, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (gate)
        {
            if (!entries.TryGetValue((name, source), out entry))
                entries.Add((name, source), entry = new Entry(Task.Run(() => OpenAsync(name, source), CancellationToken.None)));
            entry.Users++;
        }

        try
        {
            return await entry.Opening.WaitAsync(cancellationToken);
        }
        catch
        {
            Release(name, source);
            if (entry.Opening.IsFaulted) Forget(name, source, entry);
            throw;
        }
    }

    internal void Release(FeedName name, FeedSource source)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((name, source), out var entry)) return;
            entry.Users--;
            entry.IdleSince = time.GetUtcNow();
        }
    }

    /// <summary>Refreshes what is watched, tells its module so, and closes what nobody has watched for a while.</summary>
    internal async Task TendAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, source, entry) in Opened())
        {
            var hub = await entry.Opening;
            if (entry.Users > 0) await KeepAsync(hub, cancellationToken);
            else if (time.GetUtcNow() - entry.IdleSince >= options.Linger && Forget(name, source, entry)) await hub.DisposeAsync();
        }
    }

    private List<(FeedName Name, FeedSource Source, Entry Entry)> Opened()
    {
        lock (gate) return [.. entries.Where(pair => pair.Value.Opening.IsCompletedSuccessfully).Select(pair => (pair.Key.Name, pair.Key.Source, pair.Value))];
    }

    private async Task<FeedHub> OpenAsync(FeedName name, FeedSource source)
    {
        var window = new ConflationWindow((long)options.Window.TotalMicroseconds, (long)options.Quiet.TotalMicroseconds);
        var hub = new FeedHub(source, new FeedTable(name, window), fanOut, logger);
        await TouchAsync(source, CancellationToken.None);
        await hub.OpenAsync(channel, store, CancellationToken.None);
        return hub;
    }

    private async Task KeepAsync(FeedHub hub, CancellationToken cancellationToken)
    {
        try
        {
            await TouchAsync(hub.Source, cancellationToken);
            await hub.RefreshAsync(store, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.RefreshFailed(hub.Source.Topic, exception);
        }
    }

    private async Task TouchAsync(FeedSource source, CancellationToken cancellationToken)
    {
        if (source.WatchKey is { } watch) await store.TouchAsync(watch, options.Heartbeat * 3, cancellationToken);
    }

    private bool Forget(FeedName name, FeedSource source, Entry entry)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((name, source), out var current) || current != entry) return false;
            if (entry.Users > 0 && !entry.Opening.IsFaulted) return false;
            return entries.Remove((name, source));
        }
    }
}
