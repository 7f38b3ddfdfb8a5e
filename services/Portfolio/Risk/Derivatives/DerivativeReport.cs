using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What a venue last said of an account's derivatives.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="At">When it answered.</param>
/// <param name="Positions">Every open position.</param>
/// <param name="Collateral">The margin wallets.</param>
internal sealed record DerivativeReport(AccountId Account, string Venue, DateTimeOffset At, ImmutableArray<DerivativeFact> Positions, ImmutableArray<CollateralFact> Collateral);

/// <summary>A mark and when the venue told it.</summary>
internal readonly record struct Mark(Quantity Price, Quantity? FundingRate, DateTimeOffset? NextFunding, DateTimeOffset At)
{
    /// <summary>Of an option: the forward the mark is computed from.</summary>
    public Quantity? UnderlyingPrice { get; init; }

    /// <summary>Of an option: what the mark implies, of a year.</summary>
    public Quantity? Volatility { get; init; }
}
