namespace PortfolioPlatform.Platform.Audit;

/// <summary>One row of a tenant's audit chain as it is stored.</summary>
/// <param name="Number">Place in the chain, from 1.</param>
/// <param name="Hash">SHA-256 over this row and, through the one before, all earlier ones.</param>
/// <param name="At">When, UTC to the microsecond.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ActorTag">Salted hash of who did it.</param>
/// <param name="PrivateHash">Salted hash of the private text.</param>
/// <param name="Private">Who did it and the details, sealed.</param>
internal sealed record AuditEntry(long Number, byte[] Hash, DateTimeOffset At, string Action, string Subject, string Outcome, byte[] ActorTag, byte[] PrivateHash, byte[] Private);

/// <summary>The end of a tenant's chain.</summary>
/// <param name="Number">Number of the last row; 0 before the first.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record AuditHead(long Number, byte[] Hash);
