using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken;

/// <summary>Some earn strategies are missing from the balances: what is allocated beyond the coin's balance is added as a wallet of its own.</summary>
internal static class KrakenVaults
{
    /// <summary>Balances, and per coin what the allocations know beyond them.</summary>
    public static ImmutableArray<VenueBalance> Join(ImmutableArray<VenueBalance> balances, IReadOnlyCollection<VenueBalance> allocated)
    {
        var joined = balances.ToBuilder();
        foreach (var coin in allocated.GroupBy(allocation => allocation.Symbol))
        {
            var known = Sum(balances.Where(balance => balance.Symbol == coin.Key));
            var hidden = Sum(coin) - known;
            if (hidden.Sign > 0) joined.Add(new VenueBalance(coin.First().Code, coin.Key, "earn-vault", hidden, Quantity.Zero));
        }

        return joined.ToImmutable();
    }

    private static Quantity Sum(IEnumerable<VenueBalance> balances) => balances.Aggregate(Quantity.Zero, (sum, balance) => sum + balance.Total);
}
