namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Two entries that are one transfer between own accounts.</summary>
/// <param name="Left">The withdrawal.</param>
/// <param name="Arrived">The deposit.</param>
/// <param name="Rank">Where several claim one entry, the highest holds.</param>
public readonly record struct TransferLink(EntryKey Left, EntryKey Arrived, long Rank);
