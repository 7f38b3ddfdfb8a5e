using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What portfolios hold in derivatives at the newest marks, for whoever values them. Written by the engine of derivatives, read by others.</summary>
internal sealed class OpenDerivatives
{
    private readonly ConcurrentDictionary<PortfolioId, IReadOnlyList<DerivativeValue>> open = new();

    /// <summary>Takes what a portfolio holds now.</summary>
    public void Set(PortfolioId portfolio, IReadOnlyList<DerivativeValue> positions)
    {
        if (positions.Count > 0) open[portfolio] = positions;
        else open.TryRemove(portfolio, out _);
    }

    /// <summary>What a portfolio holds; empty when nothing.</summary>
    public IReadOnlyList<DerivativeValue> Of(PortfolioId portfolio) => open.GetValueOrDefault(portfolio, []);
}
