using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>h(n) = SHA-256(format ‖ h(n−1) ‖ n ‖ time ‖ action ‖ subject ‖ outcome ‖ actor tag ‖ private hash); texts and bytes with their length before them, numbers big-endian. Pure.</summary>
internal static class AuditChain
{
    private const string Format = "portfolio-audit/1";

    /// <summary>What stands before the first row of a tenant.</summary>
    public static AuditHead Genesis(TenantId tenant) => new(0, SHA256.HashData(Encoding.UTF8.GetBytes($"{Format}\u001f{tenant}")));

    /// <summary>The hash of an entry that follows a head.</summary>
    public static byte[] Next(byte[] previous, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Encoding.UTF8.GetBytes(Format));
        Add(hash, previous);
        Add(hash, entry.Number);
        Add(hash, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Add(hash, Encoding.UTF8.GetBytes(entry.Action));
        Add(hash, Encoding.UTF8.GetBytes(entry.Subject));
        Add(hash, Encoding.UTF8.GetBytes(entry.Outcome));
        Add(hash, entry.ActorTag);
        Add(hash, entry.PrivateHash);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
