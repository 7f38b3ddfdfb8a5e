using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>What a full import of an account gave: the newest version of each transaction by its key, and the pages it took.</summary>
public sealed class Import
{
    /// <summary>Transactions by key; a later version supersedes.</summary>
    public Dictionary<(string Source, string NativeId), VenueTransaction> Transactions { get; } = [];

    /// <summary>All pages in order.</summary>
    public List<HistoryPage> Pages { get; } = [];

    /// <summary>Where each stream stands.</summary>
    public Dictionary<string, string?> Cursors { get; } = [];

    /// <summary>Symbols seen so far.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>How often a call that fails transiently is asked again by the caller; 1 = the connector itself must get over it.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Streams read side by side; 1 gives the same calls in the same order every time.</summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>What the transactions that count sum to, by symbol, without zeros.</summary>
    public SortedDictionary<string, string> Totals()
    {
        var totals = Transactions.Values.Where(row => row.Status.Counts(row.Kind)).SelectMany(row => row.Legs)
            .GroupBy(leg => leg.Symbol).Select(group => (group.Key, Sum: group.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount))).Where(total => !total.Sum.IsZero);
        return new(totals.ToDictionary(total => total.Key, total => total.Sum.ToString()), StringComparer.Ordinal);
    }

    /// <summary>Reads every stream until nothing new is known, discovering more as symbols appear. A session that fails transiently is asked again.</summary>
    public async Task RunAsync(IVenueSession session, CancellationToken cancellationToken)
    {
        var balances = await Retried(() => session.FetchBalancesAsync(cancellationToken));
        Seen.UnionWith(balances.Balances.Select(balance => balance.Symbol));
        while (true)
        {
            var streams = await Retried(() => session.DiscoverStreamsAsync(Seen, cancellationToken));
            var before = (Seen.Count, streams.Count(stream => Cursors.ContainsKey(stream.Name)));
            await Parallel.ForEachAsync(streams.OrderBy(stream => stream.Priority), new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken }, async (stream, token) => await ReadAsync(session, stream.Name, token));
            if (before.Count == Seen.Count) return;
        }
    }

    private async Task ReadAsync(IVenueSession session, string stream, CancellationToken cancellationToken)
    {
        for (var calls = 0; ; calls++)
        {
            Assert.True(calls < 5000, stream + " does not end");
            string? cursor;
            lock (Cursors) cursor = Cursors.GetValueOrDefault(stream);
            var page = await Retried(() => session.FetchPageAsync(stream, cursor, cancellationToken));
            lock (Cursors) Keep(stream, page);
            if (page is { BackfillDone: true, CaughtUp: true }) return;
        }
    }

    private void Keep(string stream, HistoryPage page)
    {
        Pages.Add(page);
        Cursors[stream] = page.Cursor;
        foreach (var row in page.Mapped.Transactions)
        {
            Transactions[(row.Source, row.NativeId)] = row;
            Seen.UnionWith(row.Legs.Select(leg => leg.Symbol));
        }
    }

    private async Task<T> Retried<T>(Func<Task<Result<T>>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await call();
            if (answer.IsOk) return answer.Value;
            Assert.True(answer.Error is VenueError { IsTransient: true } && attempt < Patience, answer.Error.Message);
        }
    }
}
