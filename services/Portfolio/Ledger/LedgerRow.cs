namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>One row of the ledger as it is stored.</summary>
/// <param name="Number">Place in the account's chain, from 1.</param>
/// <param name="Hash">SHA-256 over this row and, through the one before, all earlier ones.</param>
/// <param name="Version">Version within its transaction.</param>
/// <param name="Draft">The content.</param>
/// <param name="PrivateHash">Salted hash of the private text, or null.</param>
/// <param name="Private">The private text, sealed, or null.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="Envelope">Guards what the chain does not cover: page and time of recording.</param>
internal sealed record LedgerRow(long Number, byte[] Hash, int Version, EntryDraft Draft, byte[]? PrivateHash, byte[]? Private, Provenance Provenance, byte[] Envelope)
{
    /// <summary>Whether it tells a version of a transaction, and not something about one.</summary>
    public bool IsTransaction => Draft.Record is EntryRecord.Transaction or EntryRecord.Edit;
}

/// <summary>The end of an account's chain.</summary>
/// <param name="Number">Number of the last row; 0 before the first.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record ChainHead(long Number, byte[] Hash);
