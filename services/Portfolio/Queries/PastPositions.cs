using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>One position as the ledger tells it.</summary>
internal sealed record PastPosition(string Account, string Asset, string Quantity, string Cost, string UnknownBasis, string Realised, string Income, string Fees, bool Short);

/// <summary>Positions as of a market time, as known at a recording time: what was recorded later is not there yet, what was edited later is as it was.</summary>
internal sealed class PastPositions(PastPortfolios portfolios, TimeProvider time)
{
    public async Task<IReadOnlyList<PastPosition>?> ReadAsync(TenantId tenant, PortfolioId portfolio, DateTimeOffset asOf, DateTimeOffset? knownAt, CancellationToken cancellationToken) =>
        (await portfolios.ReadAsync(tenant, portfolio, PastPair.Of(asOf, knownAt, time.GetUtcNow())!.Value, cancellationToken))?.Pools.Select(View).ToList();

    private static PastPosition View(KeyValuePair<PoolKey, PoolState> p) => new(
        $"{p.Key.Account}", $"{p.Key.Asset}", $"{p.Value.Balance}", $"{p.Value.Cost}", $"{p.Value.Unknown}", $"{p.Value.Realised}", $"{p.Value.Income}", $"{p.Value.Fees}", p.Value.IsShort);
}
