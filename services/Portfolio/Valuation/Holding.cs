using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>What a portfolio has of one asset over its accounts.</summary>
/// <param name="Quantity">How much: the ledger's sum, or what the venue says while an account's history is still coming.</param>
/// <param name="Pool">Sum of the accounts' pools, in the portfolio's currency.</param>
/// <param name="Change">What happened since the day began, or null when unknown.</param>
/// <param name="Accounts">Accounts that hold it.</param>
internal sealed record Holding(Quantity Quantity, PoolState Pool, PoolChange? Change, ImmutableArray<AccountId> Accounts);

/// <summary>What a portfolio holds.</summary>
/// <param name="DayStart">The midnight since which changes are told.</param>
internal sealed record NodeHoldings(PortfolioNode Node, DateTimeOffset DayStart, Dictionary<AssetId, Holding> Holdings);
