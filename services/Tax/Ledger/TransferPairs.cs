using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Which of an entity's transactions are the two sides of one transfer. A link to another entity's account is none: the units left the taxpayer.</summary>
internal sealed class TransferPairs
{
    private readonly Dictionary<Guid, LedgerEntry> _arrivedByLeft = [];
    private readonly HashSet<Guid> _arrivals = [];

    public static TransferPairs Of(IReadOnlyList<LedgerEntry> entries, IReadOnlyList<LedgerLink> links)
    {
        var pairs = new TransferPairs();
        var wanted = links.SelectMany(l => new[] { l.Left, l.Arrived }).ToHashSet();
        var known = entries.Where(e => wanted.Contains(e.EntryId)).ToDictionary(e => e.EntryId);
        foreach (var link in links)
            if (known.TryGetValue(link.Left, out var left) && known.TryGetValue(link.Arrived, out var arrived) && Fit(left, arrived) && !pairs._arrivedByLeft.ContainsKey(link.Left) && pairs._arrivals.Add(link.Arrived))
                pairs._arrivedByLeft[link.Left] = arrived;
        return pairs;
    }

    /// <summary>The other side of a transaction that left; null when it is part of no transfer.</summary>
    public LedgerEntry? ArrivedOf(LedgerEntry left) => _arrivedByLeft.GetValueOrDefault(left.EntryId);

    /// <summary>Whether a transaction is what arrived of a transfer.</summary>
    public bool IsArrival(LedgerEntry entry) => _arrivals.Contains(entry.EntryId);

    private static bool Fit(LedgerEntry left, LedgerEntry arrived) =>
        Principal(left) is { Amount.IsNegative: true } a && Principal(arrived) is { Amount.Sign: > 0 } b && a.Asset == b.Asset;

    private static LedgerLeg? Principal(LedgerEntry entry)
    {
        var legs = entry.Legs.Where(l => l.Role == LegRole.Principal && !l.Amount.IsZero).Take(2).ToArray();
        return legs.Length == 1 ? legs[0] : null;
    }
}
