namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Watches a venue's message numbers: a hole means a lost message, and the stream must end so that the caller backfills.</summary>
public sealed class SequenceGuard
{
    private long? _last;

    /// <summary>Whether the number follows: the first one always does; a repeated one is stale; a hole is a gap.</summary>
    public SequenceVerdict Check(long sequence)
    {
        if (_last is { } last)
        {
            if (sequence <= last) return SequenceVerdict.Stale;
            if (sequence > last + 1) return SequenceVerdict.Gap;
        }

        _last = sequence;
        return SequenceVerdict.Next;
    }
}

/// <summary>What a sequence number says.</summary>
public enum SequenceVerdict
{
    /// <summary>The next message.</summary>
    Next = 0,

    /// <summary>Seen already: drop it.</summary>
    Stale,

    /// <summary>Something was lost: end the stream.</summary>
    Gap,
}
