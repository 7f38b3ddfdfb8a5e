using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>A session whose venue also keeps positions in derivatives.</summary>
public interface IDerivativesSession
{
    /// <summary>All open positions and the margin behind them now; an empty page when the account has no such part, or the key may not see it.</summary>
    Task<Result<DerivativesPage>> FetchDerivativesAsync(CancellationToken cancellationToken);
}

/// <summary>Market data of a venue that also tells marks of derivatives.</summary>
public interface IMarkPrices
{
    /// <summary>The live marks of contracts. Completes when the connection is lost.</summary>
    IAsyncEnumerable<MarkTick> StreamMarksAsync(IReadOnlyCollection<string> contracts, CancellationToken cancellationToken);
}

/// <summary>What kind of contract a position is in.</summary>
public enum DerivativeKind
{
    /// <summary>A future without end, held at its underlying by funding.</summary>
    Perpetual,

    /// <summary>A future that ends.</summary>
    Future,

    /// <summary>A European option.</summary>
    Option,
}

/// <summary>An answer about derivatives.</summary>
/// <param name="Positions">Open positions.</param>
/// <param name="Collateral">The margin wallets.</param>
/// <param name="At">When the venue answered.</param>
public sealed record DerivativesPage(ImmutableArray<VenueDerivative> Positions, ImmutableArray<VenueCollateral> Collateral, DateTimeOffset At)
{
    /// <summary>Whether the account has such a part and the key may see it.</summary>
    public bool IsThere { get; init; } = true;
}

/// <summary>One open position, in the words of no venue.</summary>
/// <param name="Id">Unique in the account: the contract, and the side where both may be held.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Underlying">Common symbol of what it follows.</param>
/// <param name="Quote">Common symbol of what its price is in.</param>
/// <param name="Settle">Common symbol of what margin and profit are in.</param>
/// <param name="Quantity">Signed: negative is short. Units of the underlying where linear, of the quote where inverse.</param>
/// <param name="Entry">Average entry.</param>
/// <param name="Mark">The venue's mark when it answered.</param>
public sealed record VenueDerivative(string Id, string Contract, DerivativeKind Kind, string Underlying, string Quote, string Settle, Quantity Quantity, Quantity Entry, Quantity Mark)
{
    /// <summary>Whether it is settled in the underlying and sized in the quote.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Leverage set for it, if told.</summary>
    public Quantity? Leverage { get; init; }

    /// <summary>Whether it has margin of its own; else the whole wallet of <see cref="Settle"/> stands behind it.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Margin of its own without profit; zero when crossed.</summary>
    public Quantity IsolatedWallet { get; init; }

    /// <summary>Where the venue says it will liquidate; null when it names no price.</summary>
    public Quantity? LiquidationPrice { get; init; }

    /// <summary>Smallest step of the contract's price; null when not told.</summary>
    public Quantity? PriceStep { get; init; }

    /// <summary>The contract's steps of maintenance margin, smallest first.</summary>
    public ImmutableArray<VenueMarginTier> Tiers { get; init; } = [];

    /// <summary>When the venue last changed it.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Of an option: its terms and what its slopes are computed from.</summary>
    public VenueOption? Option { get; init; }
}

/// <summary>What an option is, and its market when the venue answered.</summary>
/// <param name="IsCall">Call, or put.</param>
/// <param name="Strike">In the underlying's dollars.</param>
/// <param name="Expiry">When it ends.</param>
/// <param name="UnderlyingPrice">The forward its mark is computed from; null when not told.</param>
/// <param name="Volatility">Implied by its mark, of a year, as a fraction; null when not told.</param>
public readonly record struct VenueOption(bool IsCall, Quantity Strike, DateTimeOffset Expiry, Quantity? UnderlyingPrice, Quantity? Volatility);

/// <summary>One step of a contract's maintenance margin: notional × rate − deduction.</summary>
/// <param name="From">Notional at which it begins.</param>
/// <param name="Rate">Maintenance margin rate.</param>
/// <param name="Deduction">Taken off, so that the margin does not jump between steps.</param>
public readonly record struct VenueMarginTier(Quantity From, Quantity Rate, Quantity Deduction);

/// <summary>A margin wallet.</summary>
/// <param name="Symbol">Common symbol of what it holds.</param>
/// <param name="Wallet">Everything in it, margin of isolated positions included, profit not.</param>
/// <param name="CrossWallet">The part that stands behind crossed positions.</param>
public readonly record struct VenueCollateral(string Symbol, Quantity Wallet, Quantity CrossWallet)
{
    /// <summary>Wallet and everything open in it, where the venue says so instead of telling steps.</summary>
    public Quantity? Equity { get; init; }

    /// <summary>What the equity must exceed, where the venue says so instead of telling steps.</summary>
    public Quantity? Maintenance { get; init; }

    /// <summary>Share of a unit of the underlying that each unit of a sold option needs beside its mark, where the venue's rule is so; null when its model is another one.</summary>
    public Quantity? SoldOptionShare { get; init; }
}

/// <summary>A mark seen on a venue's public stream.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Mark">The price margins are computed with.</param>
/// <param name="FundingRate">Rate of the period under way, if it has funding.</param>
/// <param name="NextFunding">When it is exchanged.</param>
/// <param name="Time">The venue's time.</param>
public readonly record struct MarkTick(string Venue, string Contract, Quantity Mark, Quantity? FundingRate, DateTimeOffset? NextFunding, DateTimeOffset Time)
{
    /// <summary>Of an option: the forward its mark is computed from.</summary>
    public Quantity? UnderlyingPrice { get; init; }

    /// <summary>Of an option: what its mark implies, of a year, as a fraction.</summary>
    public Quantity? Volatility { get; init; }
}
