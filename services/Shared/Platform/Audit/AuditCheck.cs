using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Verifies the rows of one tenant's chain, in order. Pure but for the sealed texts, which are handed in opened.</summary>
/// <param name="tenant">Whose.</param>
/// <param name="salt">The tenant's salt; null once the tenant was erased.</param>
/// <param name="anchors">What was told outside before.</param>
internal sealed class AuditCheck(TenantId tenant, byte[]? salt, IEnumerable<AuditAnchor> anchors)
{
    private readonly ILookup<long, AuditAnchor> _anchors = anchors.Where(a => a.Tenant == tenant).ToLookup(a => a.Number);
    private AuditHead _head = AuditChain.Genesis(tenant);

    /// <summary>Rows taken.</summary>
    public long Rows { get; private set; }

    public List<string> Faults { get; } = [];

    /// <param name="entry">The next row.</param>
    /// <param name="opened">Its private text; null when the key is gone or it does not open.</param>
    public void Take(AuditEntry entry, string? opened)
    {
        if (entry.Number != _head.Number + 1) Fault(entry.Number, $"row {_head.Number + 1} is missing");
        if (!AuditChain.Next(_head.Hash, entry).AsSpan().SequenceEqual(entry.Hash)) Fault(entry.Number, "it or a row before it was changed");
        if (salt is not null && !IsPrivateTextOf(entry, opened)) Fault(entry.Number, "its sealed text was changed");
        foreach (var anchor in _anchors[entry.Number])
            if (anchor.Hash != Convert.ToHexStringLower(entry.Hash)) Fault(entry.Number, $"it is not the row that was exported at {anchor.At:O}: the chain was made anew");
        _head = new AuditHead(entry.Number, entry.Hash);
        Rows++;
    }

    /// <summary>After the last row.</summary>
    public void Finish()
    {
        foreach (var anchor in _anchors.SelectMany(a => a).Where(a => a.Number > _head.Number).OrderBy(a => a.Number))
            Fault(anchor.Number, $"it was exported at {anchor.At:O} and is gone: the tail was cut");
    }

    private void Fault(long number, string what) => Faults.Add($"tenant {tenant}, audit entry {number}: {what}");

    private bool IsPrivateTextOf(AuditEntry entry, string? opened) =>
        opened is not null && AuditSecrets.HashOf(salt!, entry.Number, opened).AsSpan().SequenceEqual(entry.PrivateHash)
        && AuditSecrets.TagOf(salt!, AuditSecrets.Split(opened).Actor).AsSpan().SequenceEqual(entry.ActorTag);
}
