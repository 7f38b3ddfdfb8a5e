using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Which of several versions of one transaction holds, whatever order they came in: the highest.</summary>
/// <param name="Layer">0 what the venue told, 1 what the user made of it.</param>
/// <param name="Progress">How final its status is: a late "pending" does not undo a "completed".</param>
/// <param name="Version">Number of the version within its key.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct EntryRank(int Layer, int Progress, long Version) : IComparable<EntryRank>
{
    /// <summary>The rank of a venue's version.</summary>
    public static EntryRank Venue(TransactionStatus status, long version) => new(0, ProgressOf(status), version);

    /// <summary>The rank of a user's version: any later one replaces an earlier one.</summary>
    public static EntryRank User(long version) => new(1, 0, version);

    /// <inheritdoc/>
    public int CompareTo(EntryRank other)
    {
        var byLayer = Layer.CompareTo(other.Layer);
        if (byLayer != 0) return byLayer;
        var byProgress = Progress.CompareTo(other.Progress);
        return byProgress != 0 ? byProgress : Version.CompareTo(other.Version);
    }

    private static int ProgressOf(TransactionStatus status) => status switch
    {
        TransactionStatus.Pending => 0,
        TransactionStatus.Completed => 1,
        _ => 2,
    };
}
