using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What makes a transaction the same however often it is read.</summary>
/// <param name="Account">Whose books it stands in.</param>
/// <param name="Source">Record family of the venue.</param>
/// <param name="NativeId">The venue's id within the source.</param>
public readonly record struct EntryKey(AccountId Account, string Source, string NativeId) : IComparable<EntryKey>
{
    /// <inheritdoc/>
    public int CompareTo(EntryKey other)
    {
        var byAccount = Account.Value.CompareTo(other.Account.Value);
        if (byAccount != 0) return byAccount;
        var bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(NativeId, other.NativeId);
    }
}
