using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>What a venue last said an account holds.</summary>
/// <param name="At">When it said so.</param>
/// <param name="HistoryComplete">Whether the ledger had everything by then. Until it once had, these balances are shown instead of the ledger's.</param>
/// <param name="Amounts">By asset.</param>
internal sealed record ReportedBalances(DateTimeOffset At, bool HistoryComplete, IReadOnlyDictionary<AssetId, Quantity> Amounts);
