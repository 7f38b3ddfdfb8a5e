namespace PortfolioPlatform.Accounting.Positions;

/// <summary>The order of accounting, total and explicit: instant, the venue's sequence, account, source, native id.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Sequence">The venue's order within one instant.</param>
/// <param name="Key">The last word.</param>
public readonly record struct AccountingOrder(DateTimeOffset Time, long Sequence, EntryKey Key) : IComparable<AccountingOrder>
{
    /// <inheritdoc/>
    public int CompareTo(AccountingOrder other)
    {
        var byTime = Time.UtcTicks.CompareTo(other.Time.UtcTicks);
        if (byTime != 0) return byTime;
        var bySequence = Sequence.CompareTo(other.Sequence);
        return bySequence != 0 ? bySequence : Key.CompareTo(other.Key);
    }
}
