using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>What is simulated over one horizon.</summary>
public sealed record SimulationModel
{
    /// <summary>Mean return of each asset over the horizon.</summary>
    public required double[] Means { get; init; }

    /// <summary>Standard deviation of each asset's return over the horizon.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>Correlation of the copula; repaired when no data could have made it.</summary>
    public required SquareMatrix Correlation { get; init; }

    /// <summary>How assets move together.</summary>
    public Copula Copula { get; init; }

    /// <summary>How one asset moves.</summary>
    public Marginal Marginal { get; init; }

    /// <summary>Of the Student copula and marginals; above 2 for Student marginals.</summary>
    public double DegreesOfFreedom { get; init; } = 5;

    /// <summary>Sorted history of each asset, for <see cref="Marginal.Empirical"/>.</summary>
    public double[][]? SortedHistory { get; init; }

    /// <summary>Whether the draws are log returns, so that a position is revalued by exp(r) − 1.</summary>
    public bool Exponential { get; init; }
}
