using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Accounts;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Counts an account's import and words it for the page.</summary>
/// <param name="account">Which.</param>
/// <param name="clock">For the time left.</param>
internal sealed class AccountProgress(ConnectedAccount account, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, StreamState> _streams = new(StringComparer.Ordinal);
    private readonly long _startedAt = clock.GetTimestamp();
    private long _doneAtStart = -1;

    public string State { get; set; } = account.State is "live" or "polling" ? "connecting" : account.State;

    public string? Advice { get; set; }

    public bool StreamAlive { get; set; }

    public DateTimeOffset? LastSync { get; set; } = account.LastSync;

    public int Problems { get; private set; }

    public bool OlderNeedsFile { get; private set; }

    /// <summary>When the key ends, as the venue said last.</summary>
    public DateTimeOffset? KeyExpires { get; set; } = account.KeyExpires;

    /// <summary>Takes what is open.</summary>
    public void Note(OpenProblems open) => (Problems, OlderNeedsFile) = (open.Pages, open.OlderNeedsFile);

    public void Note(StreamState stream) => _streams[stream.Name] = stream;

    /// <summary>The value as it stands.</summary>
    public AccountSyncValue ToValue()
    {
        var streams = _streams.Values.ToList();
        var done = streams.Sum(s => s.Records);
        if (_doneAtStart < 0 && streams.Count > 0) _doneAtStart = done;
        var expected = ImportEstimate.Of(streams);
        return new AccountSyncValue(account.Id, account.Venue, account.Name, State, Advice, done, expected, SecondsLeft(done, expected), LastSync, StreamAlive, Problems)
        {
            OlderNeedsFile = OlderNeedsFile, KeyHint = account.KeyHint, KeyLabel = account.KeyLabel, KeyExpires = KeyExpires,
        };
    }

    private int? SecondsLeft(long done, long? expected)
    {
        if (State != "importing" || expected is not { } all) return null;
        var (fetched, seconds) = (done - _doneAtStart, clock.GetElapsedTime(_startedAt).TotalSeconds);
        return fetched <= 0 || seconds < 1 ? null : (int)Math.Ceiling((all - done) * seconds / fetched);
    }
}
