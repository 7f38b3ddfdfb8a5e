using System.Security.Cryptography;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>The canonical form of an entry: what its source said and nothing this system made of it (no asset id, no clock of ours).</summary>
internal static class CanonicalEntry
{
    /// <summary>Bytes of a content's fingerprint.</summary>
    public const int FingerprintLength = 16;

    /// <summary>Writes everything that makes the content what it is.</summary>
    public static void Write(CanonicalBytes bytes, EntryDraft draft, ReadOnlySpan<byte> privateHash)
    {
        var fact = draft.Fact;
        bytes.Add((int)draft.Record);
        bytes.Add(draft.Venue);
        bytes.Add(fact.Source);
        bytes.Add(fact.NativeId);
        bytes.Add(fact.Time.UtcTicks / TimeSpan.TicksPerMicrosecond);
        bytes.Add((int)fact.Kind);
        bytes.Add((int)fact.Status);
        bytes.Add(fact.Sequence);
        bytes.Add(fact.Legs.Length);
        foreach (var leg in fact.Legs)
        {
            bytes.Add(leg.Code);
            bytes.Add(leg.Symbol);
            bytes.Add(leg.Amount);
            bytes.Add((int)leg.Role);
        }

        WriteRemarks(bytes, draft);
        bytes.Add(privateHash);
    }

    /// <summary>Names a content within its transaction: equal contents are one and the same record read twice.</summary>
    public static byte[] Fingerprint(CanonicalBytes bytes, EntryDraft draft, ReadOnlySpan<byte> privateHash)
    {
        bytes.Clear();
        Write(bytes, draft, privateHash);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Written, hash);
        return hash[..FingerprintLength].ToArray();
    }

    private static void WriteRemarks(CanonicalBytes bytes, EntryDraft draft)
    {
        bytes.Add(draft.Fact.Reference);
        bytes.Add(draft.Fact.Market);
        bytes.Add(draft.Fact.TxHash);
        bytes.Add(draft.Fact.Network);
        bytes.Add(draft.Fact.Flags.Length);
        foreach (var flag in draft.Fact.Flags) bytes.Add(flag);
        bytes.Add(draft.Actor);
        bytes.Add(draft.TargetAccount?.ToString());
        bytes.Add(draft.Target?.ToString());
    }
}
