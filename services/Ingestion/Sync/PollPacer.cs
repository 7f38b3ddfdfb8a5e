using System.Threading.Channels;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Decides when to poll what: everything now and then, what the stream points at at once, and what was not there yet a little later.</summary>
internal sealed class PollPacer(TimeProvider clock, IngestionOptions options)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private const int MostRepeats = 8;

    private readonly HashSet<string> _again = new(StringComparer.Ordinal);
    private int _repeats;
    private DateTimeOffset _lastAll = clock.GetUtcNow();

    /// <summary>These streams had nothing yet of what was announced.</summary>
    public void AskAgain(IReadOnlyCollection<string> streams)
    {
        if (_repeats++ < MostRepeats) _again.UnionWith(streams);
        else _repeats = 0;
    }

    /// <summary>Waits for the next poll.</summary>
    public async Task<(bool All, IReadOnlyCollection<string> Streams, IReadOnlyCollection<string> Symbols)> NextAsync(ChannelReader<PollHint> hints, bool streamAlive, CancellationToken cancellationToken)
    {
        var every = streamAlive ? options.PollEvery : options.PollWithoutStreamEvery;
        var left = _lastAll + every - clock.GetUtcNow();
        if (_again.Count > 0 && Again < left) left = Again;
        var hinted = left > TimeSpan.Zero && await WaitAsync(hints, left, cancellationToken);
        if (hinted) await Task.Delay(Gather, clock, cancellationToken);
        var (all, streams, symbols) = Collect(hints);
        if (all || clock.GetUtcNow() - _lastAll >= every)
        {
            (_lastAll, _repeats) = (clock.GetUtcNow(), 0);
            return (true, streams, symbols);
        }

        return (false, streams, symbols);
    }

    private async Task<bool> WaitAsync(ChannelReader<PollHint> hints, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(_ => limit.Cancel(), null, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            return await hints.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private (bool All, HashSet<string> Streams, HashSet<string> Symbols) Collect(ChannelReader<PollHint> hints)
    {
        var (all, streams, symbols) = (false, new HashSet<string>(_again, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        _again.Clear();
        while (hints.TryRead(out var hint))
        {
            all |= hint.All;
            streams.UnionWith(hint.Streams);
            symbols.UnionWith(hint.Symbols);
        }

        return (all, streams, symbols);
    }
}
