using System.Collections.Immutable;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// One topic, open: a single subscription of the live channel and a single table, shared by every session that watches it.
/// Opened by subscribing first and then reading the hot store, so that nothing falls between the two.
/// </summary>
internal sealed class FeedHub(FeedSource source, FeedTable table, FanOut fanOut, ILogger<FeedHub> logger) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private IAsyncDisposable? subscription;
    private ImmutableList<FeedSession> sessions = [];

    internal FeedSource Source => source;

    internal bool IsWatched => !sessions.IsEmpty;

    internal async Task OpenAsync(ILiveChannel channel, IHotStore store, CancellationToken cancellationToken)
    {
        subscription = await channel.SubscribeAsync(source.Topic, OnPayload, cancellationToken);
        await RefreshAsync(store, cancellationToken);
        lock (gate) table.Settle();
    }

    /// <summary>Reads the hot store again and takes what is newer: heals whatever the live channel lost.</summary>
    internal async Task RefreshAsync(IHotStore store, CancellationToken cancellationToken)
    {
        var stored = new List<FeedChange>();
        foreach (var (field, value) in await store.GetAllAsync(source.Topic, cancellationToken))
            if (!FeedChange.TryRead(value.Span, stored)) logger.ChangeUnreadable(source.Topic, field);
        lock (gate) table.Reconcile(stored, fanOut.Now);
        fanOut.Request(this);
    }

    internal void Add(FeedSession session) => ImmutableInterlocked.Update(ref sessions, static (list, added) => list.Add(added), session);

    internal void Remove(FeedSession session) => ImmutableInterlocked.Update(ref sessions, static (list, gone) => list.Remove(gone), session);

    /// <summary>When something waits to be sent, or null.</summary>
    internal long? NextDue
    {
        get
        {
            lock (gate) return table.NextDue;
        }
    }

    /// <summary>Sends what is due to all who are ready to take it; the others fetch it when they are.</summary>
    internal void FanOut(long now)
    {
        lock (gate)
            if (!table.Send(now))
                return;
        foreach (var session in sessions) session.Wake();
    }

    /// <summary>The next frame for a reader that stands at a position, or null when it is up to date; moves the position.</summary>
    internal byte[]? Next(ref FeedPosition position)
    {
        lock (gate)
        {
            var frame = position.Epoch != table.Epoch ? table.Snapshot()
                : position.Version == table.Version ? null
                : table.Delta(position.Version);
            position = new FeedPosition(table.Epoch, table.Version);
            return frame;
        }
    }

    /// <summary>Whether a reader can go on from a position it was at before.</summary>
    internal bool CanResume(FeedPosition position)
    {
        lock (gate) return position.Epoch == table.Epoch && position.Version >= 1 && position.Version <= table.Version;
    }

    public async ValueTask DisposeAsync()
    {
        if (subscription is not null) await subscription.DisposeAsync();
    }

    private void OnPayload(ReadOnlyMemory<byte> payload)
    {
        var changes = new List<FeedChange>(1);
        if (!FeedChange.TryRead(payload.Span, changes)) logger.ChangeUnreadable(source.Topic, "");
        lock (gate)
            foreach (var change in changes)
                table.Apply(change, fanOut.Now);
        fanOut.Request(this);
    }
}
