using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>h(n) = SHA-256(format ‖ h(n−1) ‖ n ‖ version ‖ canonical entry ‖ raw page hash ‖ mapper version). One chain for each account.</summary>
internal static class LedgerChain
{
    private const string Format = "portfolio-ledger/1";

    /// <summary>What stands before the first row of an account.</summary>
    public static ChainHead Genesis(TenantId tenant, AccountId account) =>
        new(0, SHA256.HashData(Encoding.UTF8.GetBytes($"{Format}\u001f{tenant}\u001f{account}")));

    /// <summary>The hash of the row that follows a head.</summary>
    public static byte[] Next(CanonicalBytes bytes, ChainHead head, EntryDraft draft, int version, ReadOnlySpan<byte> privateHash, Provenance provenance)
    {
        Cover(bytes, head, draft, version, privateHash, provenance);
        return SHA256.HashData(bytes.Written);
    }

    /// <summary>Writes what that hash is of.</summary>
    public static void Cover(CanonicalBytes bytes, ChainHead head, EntryDraft draft, int version, ReadOnlySpan<byte> privateHash, Provenance provenance)
    {
        bytes.Clear();
        bytes.Add(Format);
        bytes.Add(head.Hash);
        bytes.Add(head.Number + 1);
        bytes.Add(version);
        CanonicalEntry.Write(bytes, draft, privateHash);
        bytes.Add(provenance.PageHash);
        bytes.Add(provenance.MapperVersion);
    }

    /// <summary>Guards the columns that are of this system and not of the source.</summary>
    public static byte[] Envelope(CanonicalBytes bytes, byte[] hash, Guid entryId, Provenance provenance)
    {
        bytes.Clear();
        bytes.Add(hash);
        bytes.Add(entryId.ToByteArray(bigEndian: true));
        bytes.Add(provenance.Page.ToByteArray(bigEndian: true));
        bytes.Add(provenance.RecordedAt.UtcTicks / TimeSpan.TicksPerMicrosecond);
        return SHA256.HashData(bytes.Written)[..CanonicalEntry.FingerprintLength];
    }
}
