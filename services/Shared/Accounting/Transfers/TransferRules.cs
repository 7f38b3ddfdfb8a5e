using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Transfers;

/// <summary>What two entries may differ by and still be one transfer.</summary>
public sealed record TransferRules
{
    /// <summary>How much earlier than the withdrawal the deposit may be stamped: venues' clocks, and withdrawals stamped when they are done.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The longest a transfer may take.</summary>
    public TimeSpan LongestWay { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Largest part of the amount that may be missing on arrival for a suggestion: a fee nobody told.</summary>
    public Quantity LargestLoss { get; init; } = 0.02m;
}

/// <summary>A withdrawal and a deposit that can be one transfer.</summary>
internal sealed record Pair(TransferCandidate Left, TransferCandidate Arrived, bool Hash, bool Exact)
{
    public static Pair? Of(TransferCandidate left, TransferCandidate arrived, TransferRules rules)
    {
        if (left.Key.Account == arrived.Key.Account) return null;
        var hash = left.TxHash is not null && arrived.TxHash is not null;
        if (hash && !ChainPlace.Of(left.TxHash!).CanBe(ChainPlace.Of(arrived.TxHash!))) return null;
        if (Conflict(left.Address, arrived.Address) || (!hash && Conflict(left.Network, arrived.Network))) return null;
        var exact = arrived.Amount == left.Amount || arrived.Amount + left.Fee == left.Amount;
        var plausible = arrived.Amount < left.Amount && (left.Amount - arrived.Amount) <= left.Amount * rules.LargestLoss;
        return exact || plausible ? new(left, arrived, hash, exact) : null;
    }

    public TransferMatch As(TransferEvidence evidence, string reason) => new(Left.Key, Arrived.Key, evidence, reason);

    private static bool Conflict(string? a, string? b) => a is not null && b is not null && !string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
