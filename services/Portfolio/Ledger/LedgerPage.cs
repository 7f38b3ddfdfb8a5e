namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Rows on their way into one account's chain. Pure: numbers, versions and hashes follow from what is known and what comes.</summary>
internal sealed class LedgerPage(ChainHead head, Dictionary<Guid, CurrentRow> known, Provenance provenance)
{
    private readonly CanonicalBytes bytes = new();

    /// <summary>The end of the chain with the rows added.</summary>
    public ChainHead Head { get; private set; } = head;

    public List<LedgerRow> Rows { get; } = [];

    /// <summary>Adds a draft unless the same content was recorded under its key before.</summary>
    public void Add(EntryDraft draft, byte[]? privateHash, byte[]? box)
    {
        var fingerprint = CanonicalEntry.Fingerprint(bytes, draft, privateHash);
        if (!known.TryGetValue(draft.EntryId, out var row)) known[draft.EntryId] = row = new CurrentRow(draft.EntryId);
        if (row.HasSeen(fingerprint)) return;
        var version = row.Take(draft, fingerprint, Head.Number + 1);
        var hash = LedgerChain.Next(bytes, Head, draft, version, privateHash, provenance);
        Head = new ChainHead(Head.Number + 1, hash);
        Rows.Add(new LedgerRow(Head.Number, hash, version, draft, privateHash, box, provenance, LedgerChain.Envelope(bytes, hash, draft.EntryId, provenance)));
    }

    /// <summary>Transactions of which another version holds now.</summary>
    public List<CurrentRow> Moved() => [.. known.Values.Where(r => r.Moved)];

    /// <summary>Transactions that got a version which does not hold.</summary>
    public List<CurrentRow> Outranked() => [.. known.Values.Where(r => r.Changed && !r.Moved)];
}
