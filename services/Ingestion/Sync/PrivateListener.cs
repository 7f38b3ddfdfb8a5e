using System.Text.Json;
using System.Threading.Channels;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Keeps the private stream connected: shows fills at once as provisional, remembers what it announced, and says what to poll.</summary>
internal sealed class PrivateListener(SyncJob job, IVenueSession session, SyncParts parts, AccountProgress progress, Announcements announcements)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    private readonly Channel<PollHint> _hints = Channel.CreateUnbounded<PollHint>();

    /// <summary>What to poll; everything after each reconnection.</summary>
    public ChannelReader<PollHint> Hints => _hints.Reader;

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            var since = parts.Clock.GetTimestamp();
            await ListenAsync(cancellationToken);
            SetAlive(false);
            if (parts.Clock.GetElapsedTime(since) > LongestPause) pause = FirstPause;
            Log.StreamLost(parts.Log, job.Account.Id, job.Account.Venue, pause);
            await Task.Delay(pause, parts.Clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            _hints.Writer.TryWrite(PollHint.Everything);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var events = session.StreamAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            var next = events.MoveNextAsync().AsTask();
            // A quiet stream is alive too: it tells nothing until something happens, but a refused one ends at once.
            await Task.WhenAny(next, Task.Delay(Settled, parts.Clock, cancellationToken));
            if (!next.IsCompleted) SetAlive(true);
            while (await next)
            {
                SetAlive(true);
                await HearAsync(events.Current, cancellationToken);
                next = events.MoveNextAsync().AsTask();
            }
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StreamFailed(parts.Log, problem, job.Account.Id, job.Account.Venue);
        }
    }

    private async Task HearAsync(PrivateEvent heard, CancellationToken cancellationToken)
    {
        if (heard.Fill is { } fill)
        {
            var provisional = new ProvisionalFill(job.Tenant, job.Account.Id, job.Account.Venue, fill.ToFact());
            await parts.Live.PublishAsync(LiveTopics.ProvisionalFills, JsonSerializer.SerializeToUtf8Bytes(provisional, LiveJson.Default.ProvisionalFill), cancellationToken);
        }

        var symbols = (heard.Fill?.Legs.Select(l => l.Symbol) ?? []).Concat(heard.Balances.IsDefault ? [] : heard.Balances.Select(b => b.Symbol));
        var hint = new PollHint(All: false, heard.PollStreams.IsDefault ? [] : heard.PollStreams, [.. symbols], heard.Fill);
        announcements.Hear(hint);
        if (hint.Streams.Length > 0 || hint.Symbols.Length > 0) _hints.Writer.TryWrite(hint);
    }

    private void SetAlive(bool alive)
    {
        if (progress.StreamAlive == alive) return;
        progress.StreamAlive = alive;
        if (progress.State is "live" or "polling") progress.State = alive ? "live" : "polling";
        parts.Board.Report(job.Tenant, progress.ToValue());
    }
}
