using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary>Verifies the rows of one account's chain, in order. Pure but for the sealed texts, which are handed in opened.</summary>
internal sealed class ChainCheck(TenantId tenant, AccountId account, byte[]? salt)
{
    private readonly CanonicalBytes bytes = new();

    /// <summary>The end of what was verified.</summary>
    public ChainHead Head { get; private set; } = LedgerChain.Genesis(tenant, account);

    /// <summary>Rows taken.</summary>
    public long Rows { get; private set; }

    public List<string> Faults { get; } = [];

    /// <summary>Hashes at rows somebody exported before.</summary>
    public Dictionary<long, byte[]> Exported { get; init; } = [];

    /// <param name="row">The next row.</param>
    /// <param name="opened">Its private text, or null when there is none or the tenant's key is gone.</param>
    public void Take(LedgerRow row, string? opened)
    {
        if (row.Number != Head.Number + 1) Fault(row, $"row {Head.Number + 1} is missing");
        var hash = LedgerChain.Next(bytes, Head, row.Draft, row.Version, row.PrivateHash, row.Provenance);
        if (!hash.AsSpan().SequenceEqual(row.Hash)) Fault(row, "its content or a row before it was changed");
        if (!LedgerChain.Envelope(bytes, row.Hash, row.Draft.EntryId, row.Provenance).AsSpan().SequenceEqual(row.Envelope)) Fault(row, "its id, page or time of recording was changed");
        if (row.Draft.EntryId != EntryDraft.IdOf(tenant, account, row.Draft.Fact.Source, row.Draft.Fact.NativeId)) Fault(row, "its id does not follow from its key");
        if (row.PrivateHash is null != row.Private is null) Fault(row, "its private text was taken away or put there");
        if (opened is not null && salt is not null && !PrivateText.Hash(salt, row.Draft.EntryId, opened).AsSpan().SequenceEqual(row.PrivateHash)) Fault(row, "its private text was changed");
        if (Exported.TryGetValue(row.Number, out var exported) && !exported.AsSpan().SequenceEqual(row.Hash)) Fault(row, "it is not the row that was exported");
        Head = new ChainHead(row.Number, row.Hash);
        Rows++;
    }

    /// <summary>After the last row.</summary>
    public void Finish(ChainHead? stored)
    {
        if (stored is not null && (stored.Number != Head.Number || !stored.Hash.AsSpan().SequenceEqual(Head.Hash)))
            Faults.Add($"account {account}: the chain ends at row {Head.Number}, its head says {stored.Number}");
        foreach (var number in Exported.Keys.Where(n => n > Head.Number).Order())
            Faults.Add($"account {account}: row {number} was exported and is gone: the tail was cut");
    }

    public void Fault(LedgerRow row, string what) => Faults.Add($"account {account}, row {row.Number}: {what}");
}
