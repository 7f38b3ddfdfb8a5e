using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>One transaction: the version that holds.</summary>
/// <param name="Id">Stable for ever: derived from account, source and the source's own id.</param>
/// <param name="AccountId">The account it stands in.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Source">Which part of the venue's history told it.</param>
/// <param name="NativeId">The source's own id.</param>
/// <param name="Version">How often the source has told it differently.</param>
/// <param name="Edited">Whether a person's version holds instead of the source's.</param>
/// <param name="Counts">Whether it counts for balances.</param>
/// <param name="Legs">What came and went.</param>
/// <param name="Reference">The order or batch it belongs to.</param>
/// <param name="Market">Where it was traded.</param>
/// <param name="TxHash">The transaction on its chain.</param>
/// <param name="Network">Its chain.</param>
/// <param name="Flags">What a person may want to look at.</param>
/// <param name="RecordedAt">When it became known.</param>
[GraphQLName("Transaction")]
internal sealed record TransactionItem(
    [property: ID] Guid Id, [property: ID] Guid AccountId, DateTimeOffset Time, TransactionKind Kind, TransactionStatus Status, string Source, string NativeId, int Version, bool Edited, bool Counts,
    IReadOnlyList<LegItem> Legs, string? Reference, string? Market, string? TxHash, string? Network, IReadOnlyList<string> Flags, DateTimeOffset RecordedAt) : IOfAccount;

/// <summary>What came or went of one asset.</summary>
/// <param name="Code">The venue's code.</param>
/// <param name="AssetId">What the code meant at that time.</param>
/// <param name="Amount">Above zero came, below zero went.</param>
/// <param name="Role">What it is in the transaction.</param>
[GraphQLName("Leg")]
internal sealed record LegItem(string Code, [property: ID] string AssetId, Quantity Amount, LegRole Role);

/// <summary>Which transactions to read; all conditions hold.</summary>
/// <param name="AccountIds">Of these accounts.</param>
/// <param name="AssetId">With a leg in this asset.</param>
/// <param name="Kinds">Of these kinds.</param>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="RecordedAfter">Only what became known later than this.</param>
internal sealed record TransactionFilter(
    [ID] IReadOnlyList<Guid>? AccountIds = null, [ID] string? AssetId = null, IReadOnlyList<TransactionKind>? Kinds = null, DateTimeOffset? From = null, DateTimeOffset? To = null, DateTimeOffset? RecordedAfter = null);

/// <summary>Which transactions come first.</summary>
internal enum TransactionOrder
{
    NewestFirst,
    OldestFirst,
}
