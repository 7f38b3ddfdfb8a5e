using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Which movement is asked for.</summary>
/// <param name="Portfolio">Whose.</param>
/// <param name="Accounts">The accounts it counts.</param>
/// <param name="Currency">What values are in.</param>
/// <param name="From">Start of the interval.</param>
/// <param name="To">Its end.</param>
/// <param name="KnownAt">When the start was looked at; null if it is told as it is known now.</param>
/// <param name="Live">Prices now, by asset, when the end is now.</param>
internal sealed record MovementQuestion(
    PortfolioId Portfolio, IReadOnlyCollection<Guid> Accounts, AssetId Currency, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? KnownAt, IReadOnlyDictionary<AssetId, Quantity> Live);

/// <summary>The movement of each asset of a portfolio, and assets nobody knows the price of.</summary>
internal sealed record Movement(IReadOnlyDictionary<AssetId, AssetMovement> Assets, IReadOnlyList<AssetId> Unpriced);

/// <summary>Tells why a portfolio's value changed, from the ledger and the prices that books are valued at.</summary>
internal sealed class MovementReader(IDatabase database, AssetRegistryCopy registry, PastPositions past)
{
    public async Task<Movement> ReadAsync(TenantId tenant, MovementQuestion q, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(tenant, q, cancellationToken);
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var resolver = await registry.ReadAsync(transaction, cancellationToken);
        var held = q.KnownAt is { } at ? await MovementSql.HeldAsync(transaction, q.Accounts, q.From, at, cancellationToken) : known.ToDictionary(k => k.Key, k => (Amount: k.Value, Found: Quantity.Zero));
        var moved = (await MovementSql.MovedAsync(transaction, q.Accounts, q.From, q.To, q.Currency, cancellationToken)).ToLookup(l => l.Asset);
        var assets = held.Keys.Concat(moved.Select(m => m.Key)).Concat(known.Keys).Distinct().ToArray();
        var prices = await EndPriceTable.ReadAsync(transaction, q, assets, cancellationToken);
        var (found, unpriced) = (new Dictionary<AssetId, AssetMovement>(), new List<AssetId>());
        foreach (var asset in assets)
        {
            var (amount, late) = held.GetValueOrDefault(asset, (Quantity.Zero, Quantity.Zero));
            var start = new StartAmount(amount, known.GetValueOrDefault(asset, Quantity.Zero), late);
            var isFiat = resolver.Describe(asset).Kind == "fiat";
            if (AssetMovement.Of(start, [.. moved[asset]], prices.Of(asset), isFiat, prices.Rate) is { } movement) found[asset] = movement;
            else unpriced.Add(asset);
        }

        return new(found, unpriced);
    }

    /// <summary>What the start held as it was known when it was looked at: from the nearest snapshot of the past and the few entries since, not from the whole ledger.</summary>
    private async Task<Dictionary<AssetId, Quantity>> KnownAsync(TenantId tenant, MovementQuestion q, CancellationToken cancellationToken) =>
        (await past.ReadAsync(tenant, q.Portfolio, q.From, q.KnownAt, cancellationToken) ?? []).GroupBy(p => p.Asset, StringComparer.Ordinal)
            .ToDictionary(g => new AssetId(g.Key), g => g.Aggregate(Quantity.Zero, (sum, p) => sum + Quantity.Parse(p.Quantity)));
}
