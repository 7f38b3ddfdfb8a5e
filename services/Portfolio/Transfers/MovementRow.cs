using PortfolioPlatform.Accounting.Transfers;

namespace PortfolioPlatform.Portfolio.Transfers;

/// <summary>A withdrawal or deposit that is not linked.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Venue">Where it stands.</param>
/// <param name="Leaves">A withdrawal.</param>
/// <param name="Candidate">What matching needs.</param>
internal sealed record MovementRow(Guid EntryId, string Venue, bool Leaves, TransferCandidate Candidate);
