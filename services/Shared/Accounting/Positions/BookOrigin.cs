using System.Collections.Immutable;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What a book is before an instant, without its entries.</summary>
/// <param name="Floor">The instant: entries from then on are not part of it.</param>
/// <param name="Groups">Pools and basis on the way.</param>
/// <param name="Links">All transfers told so far, also of later entries.</param>
public sealed record BookOrigin(DateTimeOffset Floor, ImmutableArray<GroupState> Groups, ImmutableArray<TransferLink> Links);
