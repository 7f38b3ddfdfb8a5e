using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Which version of a transaction holds, and which contents were ever recorded under its key.</summary>
internal sealed class CurrentRow(Guid entryId)
{
    public Guid EntryId => entryId;

    /// <summary>Whether nothing was recorded under this id before.</summary>
    public bool IsNew { get; private init; } = true;

    public long Number { get; private set; }

    public EntryRank Rank { get; private set; } = new(-1, 0, 0);

    public int Versions { get; private set; }

    public byte[] Seen { get; private set; } = [];

    public TransactionFact Fact { get; private set; } = null!;

    public string Venue { get; private set; } = "";

    /// <summary>Whether this row was changed since it was read.</summary>
    public bool Changed { get; private set; }

    /// <summary>Whether another version than the stored one holds now.</summary>
    public bool Moved { get; private set; }

    /// <summary>When the version that held before was told to have happened; null if nothing was recorded before.</summary>
    public DateTimeOffset? TimeBefore { get; private init; }

    public static CurrentRow Stored(Guid entryId, EntryRank rank, int versions, byte[] seen, DateTimeOffset time) =>
        new(entryId) { Rank = rank, Versions = versions, Seen = seen, TimeBefore = time, IsNew = false };

    public bool HasSeen(ReadOnlySpan<byte> fingerprint)
    {
        for (var at = 0; at < Seen.Length; at += CanonicalEntry.FingerprintLength)
            if (Seen.AsSpan(at, CanonicalEntry.FingerprintLength).SequenceEqual(fingerprint)) return true;
        return false;
    }

    /// <summary>Takes a new content; it holds if it ranks highest (links and remarks never do: they are about the transaction). Returns its version.</summary>
    public int Take(EntryDraft draft, byte[] fingerprint, long number)
    {
        Versions++;
        Seen = [.. Seen, .. fingerprint];
        Changed = true;
        if (draft.Record is not (EntryRecord.Transaction or EntryRecord.Edit)) return Versions;
        var rank = draft.Record == EntryRecord.Edit ? EntryRank.User(Versions) : EntryRank.Venue(draft.Fact.Status, Versions);
        if (rank.CompareTo(Rank) <= 0) return Versions;
        (Rank, Number, Fact, Venue, Moved) = (rank, number, draft.Fact, draft.Venue, true);
        return Versions;
    }

    /// <summary>Whether the version that holds changes balances.</summary>
    public bool Counts => Fact.Status.Counts(Fact.Kind);
}
