using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Risk.Performance;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>What a portfolio was worth at some instants, and what its owner put in or took out between them.</summary>
/// <param name="Points">Worth after the flows since the point before.</param>
/// <param name="Flows">One by one.</param>
/// <param name="Unpriced">Holdings at points, and flows, that had no price and are left out.</param>
internal sealed record PastSeries(IReadOnlyList<PortfolioPlatform.Risk.Performance.Valuation> Points, IReadOnlyList<CashFlow> Flows, int Unpriced)
{
    /// <summary>What the owner puts in or takes out, in kind too. A transfer between own accounts is out and in again: on its way it is nowhere.</summary>
    public static bool IsFlow(BookEntry entry) => entry.Fact.Kind is TransactionKind.Deposit or TransactionKind.Withdrawal;

    /// <summary>What worth is in.</summary>
    public AssetId Currency { get; init; }

    /// <summary>The points at which a day of the portfolio's zone ends.</summary>
    public IReadOnlyList<int> DayEnds { get; init; } = [];

    /// <summary>What was earned on each whole day; empty when one cannot be told.</summary>
    public double[] DailyReturns()
    {
        double[] returns = [.. DayEnds.Zip(DayEnds.Skip(1), (from, to) => ReturnOnCapital.TimeWeighted([.. Points.Skip(from).Take(to - from + 1)]))];
        return returns.All(double.IsFinite) ? returns : [];
    }

    /// <summary>Transactions that were read for it.</summary>
    public int Read { get; private init; }

    /// <summary>Follows balances from point to point. Pure.</summary>
    /// <param name="held">Balances at the first point.</param>
    /// <param name="moved">What happened after it.</param>
    /// <param name="points">Instants, rising.</param>
    /// <param name="priceOf">In the currency of the series; null when nobody knew.</param>
    /// <param name="currency">Of the series.</param>
    public static PastSeries Of(IReadOnlyDictionary<AssetId, Quantity> held, PastMoves moved, IReadOnlyList<DateTimeOffset> points, Func<AssetId, DateTimeOffset, double?> priceOf, AssetId currency)
    {
        var balances = new SortedDictionary<string, Quantity>(held.ToDictionary(h => h.Key.Value, h => h.Value), StringComparer.Ordinal);
        var (flows, valuations, unpriced, move, next) = (new List<CashFlow>(), new List<PortfolioPlatform.Risk.Performance.Valuation>(), 0, 0, 0);
        foreach (var point in points)
        {
            for (; move < moved.Moves.Count && moved.Moves[move].Time <= point; move++) balances[moved.Moves[move].Asset.Value] = balances.GetValueOrDefault(moved.Moves[move].Asset.Value) + moved.Moves[move].Amount;
            var flow = 0.0;
            for (; next < moved.Flows.Count && moved.Flows[next].Fact.Time <= point; next++)
            {
                foreach (var worth in Worths(moved.Flows[next], asset => priceOf(asset, point), currency))
                {
                    if (worth is null) unpriced++;
                    else flows.Add(new(moved.Flows[next].Fact.Time, worth.Value));
                    flow += worth ?? 0;
                }
            }

            var (total, missing) = Total(balances, asset => priceOf(asset, point));
            unpriced += missing;
            valuations.Add(new(point, total, valuations.Count == 0 ? 0 : flow));
        }

        return new PastSeries(valuations, flows, unpriced) { Read = moved.Read };
    }

    /// <summary>What each leg of a flow was worth; null where nobody knew.</summary>
    private static IEnumerable<double?> Worths(BookEntry entry, Func<AssetId, double?> priceOf, AssetId currency)
    {
        for (var i = 0; i < entry.Assets.Length; i++)
            if (entry.Fact.Legs[i] is { Role: LegRole.Principal } leg) yield return leg.Amount.ToDouble() * (priceOf(entry.Assets[i]) ?? Fact(entry, entry.Assets[i], currency));
    }

    /// <summary>What balances are worth together, in the order of their assets, and how many have no price.</summary>
    private static (double Worth, int Unpriced) Total(SortedDictionary<string, Quantity> balances, Func<AssetId, double?> priceOf)
    {
        var (worth, unpriced) = (0.0, 0);
        foreach (var (asset, amount) in balances)
        {
            if (amount.IsZero) continue;
            if (priceOf(new(asset)) is { } price) worth += amount.ToDouble() * price;
            else unpriced++;
        }

        return (worth, unpriced);
    }

    /// <summary>The price an entry itself is valued at.</summary>
    public static double? Fact(BookEntry entry, AssetId asset, AssetId currency)
    {
        if (asset == currency) return 1;
        double? Usd(AssetId a) => a == PriceQuestion.Dollar ? 1 : entry.Usd.TryGetValue(a, out var usd) ? usd.ToDouble() : null;
        return Usd(currency) is > 0 and { } unit ? Usd(asset) / unit : null;
    }
}
