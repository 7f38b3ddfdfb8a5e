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
internal sealed class MovementReader(IDatabase database, AssetRegistryCopy registry, PastPositions past, MovedReader reader)
{
    public async Task<Movement> ReadAsync(TenantId tenant, MovementQuestion q, CancellationToken cancellationToken)
    {
        var known = await HeldAsync(tenant, q, q.KnownAt, cancellationToken);
        var held = q.KnownAt is null ? known : await HeldAsync(tenant, q, null, cancellationToken);
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var resolver = await registry.ReadAsync(transaction, cancellationToken);
        var late = q.KnownAt is { } at ? await MovementSql.FoundAsync(transaction, q.Accounts, q.From, at, cancellationToken) : [];
        var moved = (await reader.ReadAsync(transaction, q, resolver.Version, cancellationToken)).ToLookup(l => l.Asset);
        var assets = held.Keys.Concat(moved.Select(m => m.Key)).Concat(known.Keys).Distinct().ToArray();
        var prices = await EndPriceTable.ReadAsync(transaction, q, assets, cancellationToken);
        var (found, unpriced) = (new Dictionary<AssetId, AssetMovement>(), new List<AssetId>());
        foreach (var asset in assets)
        {
            var start = new StartAmount(held.GetValueOrDefault(asset, Quantity.Zero), known.GetValueOrDefault(asset, Quantity.Zero), late.GetValueOrDefault(asset, Quantity.Zero));
            var isFiat = resolver.Describe(asset).Kind == "fiat";
            if (AssetMovement.Of(start, [.. moved[asset]], prices.Of(asset), isFiat, prices.Rate) is { } movement) found[asset] = movement;
            else unpriced.Add(asset);
        }

        return new(found, unpriced);
    }

    /// <summary>What the start held as it was known at an instant, or is now: from the nearest snapshot of the past and the few entries since, not from the whole ledger.</summary>
    private async Task<Dictionary<AssetId, Quantity>> HeldAsync(TenantId tenant, MovementQuestion q, DateTimeOffset? knownAt, CancellationToken cancellationToken) =>
        (await past.ReadAsync(tenant, q.Portfolio, q.From, knownAt, cancellationToken) ?? []).GroupBy(p => p.Asset, StringComparer.Ordinal)
            .ToDictionary(g => new AssetId(g.Key), g => g.Aggregate(Quantity.Zero, (sum, p) => sum + Quantity.Parse(p.Quantity)));
}
