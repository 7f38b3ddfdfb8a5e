using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Risk.Performance;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>What each asset in each account earned over a time, point by point.</summary>
/// <param name="Begins">What the whole was worth at the begin of each period.</param>
/// <param name="Periods">What each part earned in it; they add up to what the whole did.</param>
internal sealed record PastParts(IReadOnlyList<double> Begins, IReadOnlyList<IReadOnlyDictionary<PoolKey, double>> Periods)
{
    /// <summary>Where each account is.</summary>
    public IReadOnlyDictionary<AccountId, string> Venues { get; init; } = new Dictionary<AccountId, string>();

    /// <summary>Follows balances from point to point. Pure.</summary>
    /// <param name="held">Balances at the first point.</param>
    /// <param name="entries">What happened after it.</param>
    /// <param name="accounts">Whose.</param>
    /// <param name="points">Instants, rising.</param>
    /// <param name="priceOf">In the currency; null when nobody knew.</param>
    /// <param name="currency">What worth is in.</param>
    public static PastParts Of(
        IReadOnlyDictionary<PoolKey, Quantity> held, IEnumerable<BookEntry> entries, IReadOnlySet<AccountId> accounts, IReadOnlyList<DateTimeOffset> points, Func<AssetId, DateTimeOffset, double?> priceOf, AssetId currency)
    {
        var (fold, begins) = (new PartFold(held, priceOf, currency), new List<double>());
        using var next = entries.Where(e => accounts.Contains(e.Key.Account) && e.Fact.Status.Counts(e.Fact.Kind)).OrderBy(e => e.Fact.Time).GetEnumerator();
        var more = next.MoveNext();
        foreach (var point in points)
        {
            for (; more && next.Current.Fact.Time <= point; more = next.MoveNext()) fold.Take(next.Current, point);
            fold.Close(point);
            begins.Add(fold.Worth);
        }

        return new PastParts(begins, fold.Periods);
    }

    /// <summary>Which part of the time-weighted return each asset in each account earned, linked over time so that they add up to it; null when that cannot be told.</summary>
    public IReadOnlyDictionary<PoolKey, double>? Contributions()
    {
        PoolKey[] pools = [.. Periods.SelectMany(p => p.Keys).Distinct()];
        var rows = Periods.Select((period, t) => (Begin: Begins[t], Period: period)).Where(p => p.Begin != 0 || p.Period.Values.Sum() != 0).ToArray();
        if (rows.Any(r => r.Begin <= 0)) return null;
        var linked = Contribution.Linked([.. rows.Select(r => pools.Select(p => r.Period.GetValueOrDefault(p) / r.Begin).ToArray())]);
        return linked.Length == pools.Length && linked.All(double.IsFinite) ? pools.Zip(linked).ToDictionary(p => p.First, p => p.Second) : null;
    }
}

/// <summary>Which parts are asked for.</summary>
internal sealed record PartsQuestion(TenantId Tenant, PortfolioId Portfolio, DateTimeOffset From, DateTimeOffset To, DateTimeOffset KnownAt);

/// <summary>Reads who earned what, as known at an instant: unlike the whole, parts need every trade.</summary>
internal sealed class PastContributions(KnowledgeSql knowledge)
{
    /// <summary>Flows at most that parts are valued at one by one, as the whole is.</summary>
    private const int MostFlows = 400;

    public async Task<PastParts?> ReadAsync(PartsQuestion q, CancellationToken cancellationToken)
    {
        await using var transaction = await knowledge.BeginAsync(q.Tenant, q.KnownAt, cancellationToken);
        var known = await knowledge.ReadAsync(transaction, q.KnownAt, cancellationToken);
        if (known.Tree.Find(q.Portfolio) is not { } node) return null;
        var accounts = known.Tree.AccountsOf(q.Portfolio).ToHashSet();
        var begin = await PastBook.ReadAsync(transaction, known, node.Currency, q.From, cancellationToken);
        var held = begin.Pools.Where(p => accounts.Contains(p.Key.Account)).ToDictionary(p => p.Key, p => p.Value.Balance);
        var entries = await PastEntrySql.ReadAsync(transaction, known, q.From.AddMicroseconds(1), q.To, cancellationToken);
        var flows = entries.Where(e => accounts.Contains(e.Key.Account) && e.Fact.Status.Counts(e.Fact.Kind) && PastSeries.IsFlow(e)).Select(e => e.Fact.Time).Distinct().ToArray();
        DateTimeOffset[] points = [.. PastPerformance.Points(node, q.From, q.To).Concat(flows.Length <= MostFlows ? flows : []).Distinct().Order()];
        var assets = held.Keys.Select(p => p.Asset).Concat(entries.Where(e => accounts.Contains(e.Key.Account)).SelectMany(e => e.Assets)).Append(node.Currency).Distinct().ToArray();
        var prices = await PastCloses.ReadAsync(transaction, assets, points, q.KnownAt, cancellationToken);
        double? Usd(AssetId asset, DateTimeOffset at) => asset == PriceQuestion.Dollar ? 1 : prices.TryGetValue((asset, at), out var usd) ? usd : null;
        var parts = PastParts.Of(held, entries, accounts, points, (asset, at) => asset == node.Currency ? 1 : Usd(node.Currency, at) is > 0 and { } unit ? Usd(asset, at) / unit : null, node.Currency);
        return parts with { Venues = known.Tree.Accounts.ToDictionary(a => a.Id, a => a.Venue) };
    }
}
