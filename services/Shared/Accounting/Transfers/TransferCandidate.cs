using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Transfers;

/// <summary>One side of what may be a transfer between own accounts: a completed withdrawal or deposit that is not linked yet.</summary>
/// <param name="Key">Which entry.</param>
/// <param name="Asset">What moved.</param>
/// <param name="Amount">How much, without sign, fees not included.</param>
/// <param name="Fee">Fee in the same asset booked beside it, without sign.</param>
/// <param name="Time">When.</param>
public sealed record TransferCandidate(EntryKey Key, AssetId Asset, Quantity Amount, Quantity Fee, DateTimeOffset Time)
{
    /// <summary>Chain transaction, if told; with its output or log entry behind a colon (<c>hash:1</c>) where that is told too.</summary>
    public string? TxHash { get; init; }

    /// <summary>Destination address, if told.</summary>
    public string? Address { get; init; }

    /// <summary>Chain, if told.</summary>
    public string? Network { get; init; }
}

/// <summary>Why two entries belong together.</summary>
public enum TransferEvidence
{
    /// <summary>One chain transaction, one amount: proven.</summary>
    Hash,

    /// <summary>Nothing else fits either of them: automatic.</summary>
    Unique,

    /// <summary>Possible, to be confirmed by a person.</summary>
    Suggested,
}

/// <summary>A pair found.</summary>
/// <param name="Left">The withdrawal.</param>
/// <param name="Arrived">The deposit.</param>
/// <param name="Evidence">Why.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record TransferMatch(EntryKey Left, EntryKey Arrived, TransferEvidence Evidence, string Reason)
{
    /// <summary>Whether it may be linked without asking.</summary>
    public bool IsAutomatic => Evidence != TransferEvidence.Suggested;
}
