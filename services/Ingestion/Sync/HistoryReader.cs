using System.Collections.Concurrent;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>
/// Reads an account's history page by page, several streams at a time, each page committed before the next of its stream is asked for.
/// Streams take turns, so that the newest data of all of them comes first.
/// </summary>
internal sealed class HistoryReader(SyncJob job, IVenueSession session, SyncParts parts, AccountProgress progress, Announcements announcements)
{
    /// <summary>By how much a venue's clock, which dates fills, may be ahead of ours, which dates pages.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, StreamState> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _symbols = new(job.Account.SeenSymbols.ToDictionary(s => s, _ => true, StringComparer.Ordinal), StringComparer.Ordinal);
    private int _discoveredFor = -1;

    /// <summary>Streams known now.</summary>
    public IReadOnlyCollection<string> Names => [.. _streams.Keys];

    /// <summary>Whether history was read to the beginning before.</summary>
    public bool IsBackfilled => !_streams.IsEmpty && _streams.Values.Where(s => s.Essential).All(s => s.BackfillDone);

    /// <summary>Whether everything the venue knows is in the ledger's inbox.</summary>
    public bool IsWhole => !_streams.IsEmpty && _streams.Values.Where(s => s.Essential).All(s => s.IsWhole);

    /// <summary>Why part of the history is refused, if it is.</summary>
    public Error? Refusal => _streams.Values.Select(s => s.Refusal).FirstOrDefault(r => r is not null);

    /// <summary>Symbols seen in balances or on the stream: they tell which markets may have been traded.</summary>
    public void See(IEnumerable<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (_symbols.TryAdd(symbol, true)) parts.Claims.Want(symbol);
        }
    }

    /// <summary>Loads where the streams stand and asks which there are.</summary>
    public async Task<Error?> OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var symbol in _symbols.Keys) parts.Claims.Want(symbol);
        foreach (var stored in await parts.Streams.LoadAsync(job, cancellationToken)) Note(stored);
        await RememberAsync(cancellationToken);
        return await DiscoverAsync(cancellationToken);
    }

    /// <summary>What pages of earlier sessions told is neither awaited nor missing.</summary>
    private async Task RememberAsync(CancellationToken cancellationToken)
    {
        var (recent, missing) = (announcements.From - ClocksApart, await parts.Missing.LoadAsync(job, cancellationToken));
        var told = await parts.Archive.ToldSinceAsync(job, missing < recent ? missing.Value : recent, cancellationToken);
        announcements.Knows(told);
        await parts.Missing.ResolveAsync(job, told, cancellationToken);
    }

    /// <summary>Polls streams until nothing newer is known; all of them when none is named. Gives the number of new records, or why it had to stop.</summary>
    public async Task<Result<long>> ReadAsync(IReadOnlyCollection<string>? names, CancellationToken cancellationToken)
    {
        var before = _streams.Values.Sum(s => s.Records);
        if (await DiscoverAsync(cancellationToken) is { } first) return first;
        var round = names is null ? [.. _streams.Keys] : _streams.Values.Where(s => names.Contains(s.Name) || s.Cursor is null).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        while (round.Count > 0)
        {
            if (await RoundAsync(round, cancellationToken) is { } stopped) return stopped;
            var known = _streams.Keys.ToHashSet(StringComparer.Ordinal);
            if (await DiscoverAsync(cancellationToken) is { } error) return error;
            round = [.. _streams.Keys.Where(n => !known.Contains(n))];
        }

        return _streams.Values.Sum(s => s.Records) - before;
    }

    private async Task<Error?> DiscoverAsync(CancellationToken cancellationToken)
    {
        var count = _symbols.Count;
        if (count == _discoveredFor) return null;
        var told = await session.DiscoverStreamsAsync(_symbols.Keys.ToHashSet(StringComparer.Ordinal), cancellationToken);
        if (!told.IsOk) return told.Error;
        foreach (var stream in StreamStore.Join(_streams.Values, told.Value)) Note(stream);
        _discoveredFor = count;
        return null;
    }

    private async Task<Error?> RoundAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var turns = new PriorityQueue<string, (int Priority, long Turn)>(names.Select(n => (n, (_streams[n].Priority, 0L))));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failures = new ConcurrentQueue<Error>();
        var readers = Enumerable.Range(0, Math.Max(1, parts.Options.Value.Parallel)).Select(_ => TakeTurnsAsync(turns, failures, stop));
        await Task.WhenAll(readers);
        cancellationToken.ThrowIfCancellationRequested();
        return failures.TryDequeue(out var failure) ? failure : null;
    }

    private async Task TakeTurnsAsync(PriorityQueue<string, (int Priority, long Turn)> turns, ConcurrentQueue<Error> failures, CancellationTokenSource stop)
    {
        while (Next(turns) is { } turn)
        {
            try
            {
                if (await StepAsync(turn.Name, stop.Token) is { } failure)
                {
                    failures.Enqueue(failure);
                    await stop.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            if (!_streams[turn.Name].CaughtUp) Requeue(turns, turn.Name, turn.Order);
        }
    }

    private static (string Name, (int Priority, long Turn) Order)? Next(PriorityQueue<string, (int Priority, long Turn)> turns)
    {
        lock (turns) return turns.TryDequeue(out var name, out var order) ? (name, order) : null;
    }

    private static void Requeue(PriorityQueue<string, (int Priority, long Turn)> turns, string name, (int Priority, long Turn) order)
    {
        lock (turns) turns.Enqueue(name, (order.Priority, order.Turn + 1));
    }

    /// <summary>One page of one stream. A failure of the venue or the key stops all; what concerns this stream alone is noted on it.</summary>
    private async Task<Error?> StepAsync(string name, CancellationToken cancellationToken)
    {
        var before = _streams[name];
        var page = await session.FetchPageAsync(name, before.Cursor, cancellationToken);
        if (!page.IsOk)
        {
            if (!ConcernsStreamOnly(page.Error)) return page.Error;
            Log.StreamRefused(parts.Log, job.Account.Id, name, page.Error.Message);
            Note(before with { Refusal = page.Error, CaughtUp = true });
            return null;
        }

        See(page.Value.Mapped.Transactions.SelectMany(t => t.Legs).Select(l => l.Symbol));
        if (await parts.Pages.CommitAsync(job, before, page.Value, cancellationToken) is not { } after) return new SyncErrors.LeaseLost();
        Note(after);
        announcements.Show(name, page.Value.Mapped.Transactions, after.Records > before.Records);
        if (job.TakeProblemsMoved()) progress.Note(await parts.Accounts.OpenProblemsAsync(job.Tenant, job.Account.Id, cancellationToken));
        parts.Board.Report(job.Tenant, progress.ToValue());
        return null;
    }

    private static bool ConcernsStreamOnly(Error error) =>
        error is VenueError { Type: VenueErrorType.PermissionDenied or VenueErrorType.InvalidRequest or VenueErrorType.UnknownSymbol or VenueErrorType.Unknown };

    private void Note(StreamState stream)
    {
        _streams[stream.Name] = stream;
        progress.Note(stream);
    }
}
