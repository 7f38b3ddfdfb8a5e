using System.Threading.Channels;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Decides when to poll what: everything now and then, what the stream points at at once, and what was announced and is not there yet again and again.</summary>
internal sealed class PollPacer(TimeProvider clock, IngestionOptions options, Announcements announcements)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private DateTimeOffset _lastAll = clock.GetUtcNow();

    /// <summary>Waits for the next poll.</summary>
    public async Task<Poll> NextAsync(ChannelReader<PollHint> hints, bool streamAlive, CancellationToken cancellationToken)
    {
        var allAt = _lastAll + (streamAlive ? options.PollEvery : options.PollWithoutStreamEvery);
        var next = announcements.NextAt is { } again && again < allAt ? again : allAt;
        var left = next - clock.GetUtcNow();
        var heard = hints.TryPeek(out _) || (left > TimeSpan.Zero && await WaitAsync(hints, left, cancellationToken));
        if (heard) await Task.Delay(Gather, clock, cancellationToken);
        var (all, symbols) = Collect(hints);
        all |= clock.GetUtcNow() >= allAt;
        if (all) _lastAll = clock.GetUtcNow();
        return new Poll(all, heard, announcements.TakeDue(), symbols);
    }

    private async Task<bool> WaitAsync(ChannelReader<PollHint> hints, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Its last call is waited for, or it would cancel what is disposed of.
        await using var timer = clock.CreateTimer(_ => limit.Cancel(), null, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            return await hints.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static (bool All, HashSet<string> Symbols) Collect(ChannelReader<PollHint> hints)
    {
        var (all, symbols) = (false, new HashSet<string>(StringComparer.Ordinal));
        while (hints.TryRead(out var hint))
        {
            all |= hint.All;
            symbols.UnionWith(hint.Symbols);
        }

        return (all, symbols);
    }
}

/// <summary>What to poll now.</summary>
/// <param name="All">Every stream.</param>
/// <param name="Heard">Whether the private stream said something new.</param>
/// <param name="Streams">These streams.</param>
/// <param name="Symbols">Symbols seen.</param>
internal sealed record Poll(bool All, bool Heard, IReadOnlyCollection<string> Streams, IReadOnlyCollection<string> Symbols);
