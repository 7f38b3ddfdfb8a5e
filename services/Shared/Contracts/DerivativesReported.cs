using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>What a venue says an account holds in derivatives: all of it, so what is not in it is closed.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="At">When the venue answered.</param>
/// <param name="Positions">Every open position.</param>
/// <param name="Collateral">The margin wallets behind them.</param>
public sealed record DerivativesReported(TenantId Tenant, AccountId Account, string Venue, DateTimeOffset At, ImmutableArray<DerivativeFact> Positions, ImmutableArray<CollateralFact> Collateral) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Account.ToString();
}

/// <summary>One open position.</summary>
/// <param name="Id">Unique in the account: the contract, and the side where both may be held.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Kind"><c>Perpetual</c>, <c>Future</c> or <c>Option</c>.</param>
/// <param name="Underlying">Common symbol of what it follows.</param>
/// <param name="Quote">Common symbol of what its price is in.</param>
/// <param name="Settle">Common symbol of what margin and profit are in.</param>
/// <param name="Quantity">Signed: negative is short. Units of the underlying where linear, of the quote where inverse.</param>
/// <param name="Entry">Average entry.</param>
/// <param name="Mark">The venue's mark when it answered.</param>
public sealed record DerivativeFact(string Id, string Contract, string Kind, string Underlying, string Quote, string Settle, Quantity Quantity, Quantity Entry, Quantity Mark)
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
    public ImmutableArray<MarginTierFact> Tiers { get; init; } = [];

    /// <summary>When the venue last changed it.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Of an option: its terms and what its slopes are computed from.</summary>
    public OptionFact? Option { get; init; }
}

/// <summary>What an option is, and its market when the venue answered.</summary>
/// <param name="IsCall">Call, or put.</param>
/// <param name="Strike">In the underlying's dollars.</param>
/// <param name="Expiry">When it ends.</param>
/// <param name="UnderlyingPrice">The forward its mark is computed from; null when not told.</param>
/// <param name="Volatility">Implied by its mark, of a year, as a fraction; null when not told.</param>
public sealed record OptionFact(bool IsCall, Quantity Strike, DateTimeOffset Expiry, Quantity? UnderlyingPrice, Quantity? Volatility);

/// <summary>One step of a contract's maintenance margin: notional × rate − deduction.</summary>
/// <param name="From">Notional at which it begins.</param>
/// <param name="Rate">Maintenance margin rate.</param>
/// <param name="Deduction">Taken off, so that the margin does not jump between steps.</param>
public sealed record MarginTierFact(Quantity From, Quantity Rate, Quantity Deduction);

/// <summary>A margin wallet.</summary>
/// <param name="Symbol">Common symbol of what it holds.</param>
/// <param name="Wallet">Everything in it, margin of isolated positions included, profit not.</param>
/// <param name="CrossWallet">The part that stands behind crossed positions.</param>
public sealed record CollateralFact(string Symbol, Quantity Wallet, Quantity CrossWallet)
{
    /// <summary>Wallet and everything open in it, where the venue says so instead of telling steps.</summary>
    public Quantity? Equity { get; init; }

    /// <summary>What the equity must exceed, where the venue says so instead of telling steps.</summary>
    public Quantity? Maintenance { get; init; }

    /// <summary>Share of a unit of the underlying that each unit of a sold option needs beside its mark, where the venue's rule is so; null when its model is another one.</summary>
    public Quantity? SoldOptionShare { get; init; }
}
