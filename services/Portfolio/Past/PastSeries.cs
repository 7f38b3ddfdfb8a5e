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

    /// <summary>Follows balances from point to point. Pure.</summary>
    /// <param name="held">Balances at the first point.</param>
    /// <param name="entries">What happened after it.</param>
    /// <param name="accounts">Whose.</param>
    /// <param name="points">Instants, rising.</param>
    /// <param name="priceOf">In the currency of the series; null when nobody knew.</param>
    /// <param name="currency">Of the series.</param>
    public static PastSeries Of(
        IReadOnlyDictionary<AssetId, Quantity> held, IEnumerable<BookEntry> entries, IReadOnlySet<AccountId> accounts, IReadOnlyList<DateTimeOffset> points, Func<AssetId, DateTimeOffset, double?> priceOf, AssetId currency)
    {
        var (balances, flows, valuations, unpriced) = (held.ToDictionary(), new List<CashFlow>(), new List<PortfolioPlatform.Risk.Performance.Valuation>(), 0);
        using var next = entries.Where(e => accounts.Contains(e.Key.Account) && e.Fact.Status.Counts(e.Fact.Kind)).OrderBy(e => e.Fact.Time).GetEnumerator();
        var more = next.MoveNext();
        foreach (var point in points)
        {
            var flow = 0.0;
            for (; more && next.Current.Fact.Time <= point; more = next.MoveNext())
            {
                var entry = next.Current;
                for (var i = 0; i < entry.Assets.Length; i++)
                {
                    var (asset, leg) = (entry.Assets[i], entry.Fact.Legs[i]);
                    balances[asset] = balances.GetValueOrDefault(asset) + leg.Amount;
                    if (!IsFlow(entry) || leg.Role != LegRole.Principal) continue;
                    if ((priceOf(asset, point) ?? Fact(entry, asset, currency)) is not { } price) unpriced++;
                    else
                    {
                        flows.Add(new(entry.Fact.Time, leg.Amount.ToDouble() * price));
                        flow += flows[^1].Worth;
                    }
                }
            }

            var worth = 0.0;
            foreach (var (asset, amount) in balances.Where(b => !b.Value.IsZero))
            {
                if (priceOf(asset, point) is { } price) worth += amount.ToDouble() * price;
                else unpriced++;
            }

            valuations.Add(new(point, worth, valuations.Count == 0 ? 0 : flow));
        }

        return new PastSeries(valuations, flows, unpriced);
    }

    /// <summary>The price an entry itself is valued at.</summary>
    private static double? Fact(BookEntry entry, AssetId asset, AssetId currency)
    {
        if (asset == currency) return 1;
        double? Usd(AssetId a) => a == PriceQuestion.Dollar ? 1 : entry.Usd.TryGetValue(a, out var usd) ? usd.ToDouble() : null;
        return Usd(currency) is > 0 and { } unit ? Usd(asset) / unit : null;
    }
}
