using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>What a venue says an account holds, all wallets.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="At">When the venue answered.</param>
/// <param name="HistoryComplete">Whether every transaction up to about <paramref name="At"/> has been published before this message, so that the ledger can be held against it.</param>
/// <param name="Balances">Every non-zero holding.</param>
public sealed record BalancesReported(TenantId Tenant, AccountId Account, string Venue, DateTimeOffset At, bool HistoryComplete, ImmutableArray<BalanceFact> Balances) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Account.ToString();
}

/// <summary>One holding.</summary>
/// <param name="Code">The venue's raw code.</param>
/// <param name="Symbol">The common symbol.</param>
/// <param name="Wallet">The venue's wallet.</param>
/// <param name="Total">Everything owned.</param>
/// <param name="Available">What can be used at once.</param>
public sealed record BalanceFact(string Code, string Symbol, string Wallet, Quantity Total, Quantity Available);
