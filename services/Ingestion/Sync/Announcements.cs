using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>
/// What the private stream announced. A venue's REST side may lag behind its stream, so each fill is remembered by its id and asked for, with growing pauses,
/// until a page has shown it; one that stays away past the deadline is lost and has to be told of. What comes without an id is asked for a few times, until
/// its stream has brought something.
/// </summary>
/// <param name="clock">For pauses and deadline.</param>
internal sealed class Announcements(TimeProvider clock)
{
    /// <summary>How long a fill may stay away.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private const int MostForUnnamed = 5;
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Source, string NativeId), Announced> _open = [];
    private readonly RecentIds _shown = new();

    /// <summary>Fills before this are not awaited: streams tell older ones again when they connect, and those were read with the history.</summary>
    public DateTimeOffset From { get; } = clock.GetUtcNow() - Lag;

    /// <summary>When to ask next, if anything is awaited.</summary>
    public DateTimeOffset? NextAt
    {
        get { lock (_lock) return _open.Count == 0 ? null : _open.Values.Min(a => a.NextAt); }
    }

    /// <summary>Whether a fill is awaited that had happened by an instant: until it is there, history and the balances of that instant cannot agree.</summary>
    public bool AwaitsFillOf(DateTimeOffset instant)
    {
        lock (_lock) return _open.Values.Any(a => a.IsNamed && a.Happened <= instant);
    }

    /// <summary>Takes what the stream said.</summary>
    public void Hear(PollHint hint)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (hint.Fill is { } fill && fill.Time >= From)
            {
                if (!_shown.Has((fill.Source, fill.NativeId))) _open.TryAdd((fill.Source, fill.NativeId), new Announced(fill.Source, fill.NativeId, hint.Streams, fill.Time, now, 0, now));
                return;
            }

            foreach (var stream in hint.Streams) _open[("", stream)] = new Announced("", stream, [stream], now, now, 0, now);
        }
    }

    /// <summary>Streams to ask now; their pauses begin anew.</summary>
    public IReadOnlyCollection<string> TakeDue()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var due = _open.Values.Where(a => a.NextAt <= now).ToList();
            foreach (var one in due) _open[(one.Source, one.NativeId)] = one.AskedAt(now);
            return due.SelectMany(a => a.Streams).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Pages of an earlier session told these. A stream that connects tells the last of them again, and a walk that knows them shows them no more.</summary>
    public void Knows(IEnumerable<TransactionFact> told)
    {
        lock (_lock)
        {
            foreach (var record in told.Where(t => t.Time >= From)) _shown.Add((record.Source, record.NativeId));
        }
    }

    /// <summary>A page of a stream came.</summary>
    /// <param name="stream">Which.</param>
    /// <param name="shown">What it holds.</param>
    /// <param name="isNews">Whether any of it is new.</param>
    public void Show(string stream, ImmutableArray<VenueTransaction> shown, bool isNews)
    {
        lock (_lock)
        {
            if (isNews) _open.Remove(("", stream));
            foreach (var record in shown)
            {
                if (record.Time >= From) _shown.Add((record.Source, record.NativeId));
                _open.Remove((record.Source, record.NativeId));
            }
        }
    }

    /// <summary>Fills that stayed away too long, once each; what has no name is given up silently.</summary>
    public IReadOnlyList<Announced> TakeLost()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var over = _open.Values.Where(a => a.IsNamed ? now - a.Since >= Deadline : a.Asked >= MostForUnnamed).ToList();
            foreach (var one in over) _open.Remove((one.Source, one.NativeId));
            return [.. over.Where(a => a.IsNamed)];
        }
    }
}
