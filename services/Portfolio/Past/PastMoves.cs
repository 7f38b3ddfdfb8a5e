using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>An amount that came or went.</summary>
/// <param name="Time">When; for a whole day its end.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Amount">How much; below zero went.</param>
internal readonly record struct Move(DateTimeOffset Time, AssetId Asset, Quantity Amount);

/// <summary>What moved in an interval, and its flows one by one.</summary>
/// <param name="Moves">In order of time.</param>
/// <param name="Flows">Deposits and withdrawals, in order of time.</param>
/// <param name="Points">Instants of flows that are valued one by one; none where there are too many.</param>
/// <param name="Read">Transactions that were read for it.</param>
internal sealed record PastMoves(IReadOnlyList<Move> Moves, IReadOnlyList<BookEntry> Flows, IReadOnlyList<DateTimeOffset> Points, int Read)
{
    /// <summary>Flows at most that the portfolio is valued at one by one; of more, those of a day are valued at its end.</summary>
    private const int MostFlows = 400;

    /// <summary>
    /// What is stored of whole days is taken from there: of these only the flows are read, and all transactions of days with flows that are valued one by one. Days that are not stored are read
    /// transaction by transaction. It is the same to the last digit.
    /// </summary>
    /// <param name="transaction">Reads.</param>
    /// <param name="known">What was known.</param>
    /// <param name="zone">Whose midnights the points are.</param>
    /// <param name="accounts">Whose.</param>
    /// <param name="points">Both ends, and the midnights between them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<PastMoves> ReadAsync(
        IDatabaseTransaction transaction, Knowledge known, string zone, IReadOnlySet<AccountId> accounts, IReadOnlyCollection<DateTimeOffset> points, CancellationToken cancellationToken)
    {
        var (from, to, ends) = (points.Min(), points.Max(), points.ToHashSet());
        List<MovedDay> days = [.. (await MovedDaySql.ReadAsync(transaction, zone, known, from, to, cancellationToken)).Where(d => ends.Contains(d.Day) && ends.Contains(d.Until))];
        var others = Between(days, from.AddMicroseconds(1), to);
        var entries = await PastEntrySql.ReadAsync(transaction, known, others, cancellationToken);
        var flows = days.Count == 0 ? [] : await PastEntrySql.FlowsAsync(transaction, known, Together(days), cancellationToken);
        var read = entries.Count + flows.Count;
        var instants = Instants(entries.Concat(flows), accounts);
        if (instants.Length <= MostFlows)
        {
            var touched = days.Where(d => flows.Any(f => accounts.Contains(f.Key.Account) && f.Fact.Time > d.Day && f.Fact.Time <= d.Until)).ToHashSet();
            var inside = await PastEntrySql.ReadAsync(transaction, known, [.. touched.Select(d => (d.Day.AddMicroseconds(1), d.Until))], cancellationToken);
            read += inside.Count;
            (entries, flows, days) = ([.. entries, .. inside], [], [.. days.Where(d => !touched.Contains(d))]);
        }

        // Something in a day that was read changed while the rest was: the transactions tell it all.
        if (days.Count > 0 && !await MovedDaySql.HoldAsync(transaction, zone, days, cancellationToken))
        {
            (days, flows) = ([], []);
            entries = await PastEntrySql.ReadAsync(transaction, known, [(from.AddMicroseconds(1), to)], cancellationToken);
            read += entries.Count;
        }

        return Of(days, Own(entries, accounts), Own(flows, accounts), accounts, instants.Length <= MostFlows ? instants : [], read);
    }

    private static PastMoves Of(List<MovedDay> days, BookEntry[] entries, BookEntry[] flows, IReadOnlySet<AccountId> accounts, DateTimeOffset[] points, int read)
    {
        var moves = days.SelectMany(d => d.Of(accounts).Select(s => new Move(d.Until, s.Asset, s.Amount)))
            .Concat(entries.SelectMany(e => e.Assets.Select((asset, i) => new Move(e.Fact.Time, asset, e.Fact.Legs[i].Amount))));
        return new([.. moves.OrderBy(m => m.Time)], [.. entries.Where(PastSeries.IsFlow).Concat(flows).OrderBy(e => e.Fact.Time).ThenBy(e => e.Key.Account.Value).ThenBy(e => e.Number)], points, read);
    }

    private static BookEntry[] Own(IEnumerable<BookEntry> entries, IReadOnlySet<AccountId> accounts) => [.. entries.Where(e => accounts.Contains(e.Key.Account) && e.Fact.Status.Counts(e.Fact.Kind))];

    private static DateTimeOffset[] Instants(IEnumerable<BookEntry> entries, IReadOnlySet<AccountId> accounts) =>
        [.. entries.Where(e => accounts.Contains(e.Key.Account) && PastSeries.IsFlow(e)).Select(e => e.Fact.Time).Distinct()];

    /// <summary>Days that follow each other as one interval, both ends included.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Together(List<MovedDay> days)
    {
        var together = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var day in days)
        {
            if (together.Count > 0 && together[^1].To == day.Day) together[^1] = (together[^1].From, day.Until);
            else together.Add((day.Day.AddMicroseconds(1), day.Until));
        }

        return together;
    }

    /// <summary>What days leave of an interval, both ends included.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Between(List<MovedDay> days, DateTimeOffset from, DateTimeOffset to)
    {
        var left = new List<(DateTimeOffset, DateTimeOffset)>();
        foreach (var day in days)
        {
            if (day.Day >= from) left.Add((from, day.Day));
            from = day.Until.AddMicroseconds(1);
        }

        if (from <= to) left.Add((from, to));
        return left;
    }
}
