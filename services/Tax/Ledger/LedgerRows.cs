using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>A ledger in the words of the tax engine: what <c>Host tax</c> reads from a file, with where each price came from.</summary>
/// <param name="Rows">In the order of accounting; their ordinals are places in <paramref name="Ids"/>.</param>
/// <param name="Ids">Ids whose order among rows of one instant is the ledger's own.</param>
/// <param name="Prices">Reference prices by row id; rows valued by money that changed hands have none.</param>
/// <param name="Sources">The ledger's transaction of each row id.</param>
/// <param name="Problems">What a person should look at.</param>
internal sealed record LedgerRows(List<TaxEvent> Rows, EventIds Ids, IReadOnlyDictionary<string, PriceUse> Prices, IReadOnlyDictionary<string, RowSource> Sources, IReadOnlyList<LedgerProblem> Problems)
{
    /// <summary>The wallet that stands for own wallets that are not connected.</summary>
    public const string OwnElsewhere = "own:elsewhere";

    /// <summary>The wallet that holds what left and nobody said where to: nothing is disposed of until somebody does.</summary>
    public const string Unresolved = "unresolved";
}

/// <summary>Where a row comes from.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct RowSource(AccountId Account, Guid Entry);

/// <summary>A reference price that a row's value rests on.</summary>
/// <param name="Asset">What was priced.</param>
/// <param name="PerUnit">In the currency of the books.</param>
/// <param name="Source">Where from.</param>
/// <param name="At">As of when.</param>
/// <param name="Distance">From then to the row.</param>
internal sealed record PriceUse(AssetId Asset, Quantity PerUnit, string Source, DateTimeOffset At, TimeSpan Distance);

/// <summary>Something about a movement that a person should look at.</summary>
/// <param name="Code"><c>unmatched-withdrawal</c>, <c>unmatched-deposit</c>, <c>no-value</c>, <c>beyond-numbers</c>.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Entry">The ledger's transaction.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Units">How many.</param>
internal sealed record LedgerProblem(string Code, string Row, LedgerEntry Entry, DateTimeOffset Time, string Wallet, AssetId Asset, Quantity Units);
