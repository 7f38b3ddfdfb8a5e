using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What the ledger has of a transaction: a version, an edit, a remark or a link, or that one was taken back, and its place in the account's chain.</summary>
/// <param name="AccountId">The account whose chain it stands in.</param>
/// <param name="Number">Its place in the chain, from 1.</param>
/// <param name="Record">What it records.</param>
/// <param name="Version">Version within its transaction.</param>
/// <param name="Hash">SHA-256 over this record and, through the one before, all earlier ones; lower-case hex.</param>
/// <param name="PreviousHash">The hash of the record before; null for the first.</param>
/// <param name="PageHash">SHA-256 of the raw page it was read from; that of nothing for what people enter.</param>
/// <param name="PageId">The archived raw page; null for what people enter.</param>
/// <param name="MapperVersion">Which version of the reading program read it.</param>
/// <param name="Actor">Who did it, when it was not the source.</param>
/// <param name="Words">A person's reason or remark.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="LinkedAccountId">For links the account of the deposit.</param>
/// <param name="LinkedTransactionId">For links the deposit.</param>
/// <param name="TransactionId">The transaction it stands under; for links the withdrawal.</param>
/// <param name="TakesBack">The place in the chain of the remark that is taken back.</param>
/// <param name="Covered">What the hash is of, byte for byte, in base64: the hash before, place and version, the entry, the hash of the raw page. Whoever hashes it again proves the entry.</param>
[GraphQLName("LedgerRecord")]
internal sealed record LedgerRecordItem(
    [property: ID] Guid AccountId, long Number, EntryRecord Record, int Version, string Hash, string? PreviousHash, string PageHash, [property: ID] Guid? PageId, int MapperVersion, string? Actor, string? Words,
    DateTimeOffset RecordedAt, [property: ID] Guid? LinkedAccountId, [property: ID] Guid? LinkedTransactionId, [property: ID] Guid TransactionId, long? TakesBack, string Covered);
